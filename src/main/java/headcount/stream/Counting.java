package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.checkpoint.CheckpointSettings;
import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.Outbox;
import headcount.presence.BeatTable;
import headcount.presence.PushBudget;
import headcount.presence.StreamId;
import headcount.telemetry.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

/**
 * Everything of the count that runs on one node: beats, relay workers, the streams' entities,
 * broadcasts and what follows them. Thread-safe.
 */
public final class Counting {
  /** The stores that a node saves through, and where it is measured. */
  public record Stores(
      Checkpoints checkpoints, Outbox outbox, Catalogue catalogue, Meters meters) {}

  private final Members members;
  private final RelayWorkers workers;
  private final Relays relays;
  private final Streams streams;
  private final Sessions sessions;
  private final Consistency consistency;
  private final AtomicInteger held;

  private Counting(
      Members members,
      RelayWorkers workers,
      Relays relays,
      Streams streams,
      Sessions sessions,
      Consistency consistency,
      AtomicInteger held) {
    this.members = members;
    this.workers = workers;
    this.relays = relays;
    this.streams = streams;
    this.sessions = sessions;
    this.consistency = consistency;
    this.held = held;
  }

  /**
   * Starts it.
   *
   * @param edge this node's sockets; asked for only when something is said
   */
  public static Counting start(
      ActorSystem<?> system,
      StreamSettings settings,
      CheckpointSettings saving,
      Stores stores,
      Clocks clocks,
      Supplier<Edge> edge) {
    var members = Members.follow(system);
    var beats = new BeatTable(members.self(), settings.count(), clocks.now());
    system.systemActorOf(
        Heartbeats.create(members, beats, clocks, settings.beat()), Heartbeats.NAME, Props.empty());
    var parts =
        new EntityParts(
            members,
            beats,
            stores.checkpoints(),
            stores.outbox(),
            stores.catalogue(),
            clocks,
            settings,
            saving);
    var region = shard(system, parts);
    StreamRegion way = region::tell;
    broadcasts(system, parts, region);
    var held = new AtomicInteger();
    var pushes = PushMeters.budget(settings, edge, clocks, stores.meters());
    var workers = relays(system, parts, way, edge, pushes, held);
    var sessions = NodeSessions.start(system, members, edge);
    var streams = new ClusterStreams(system, region, stores.checkpoints(), stores.catalogue());
    system.systemActorOf(Census.create(edge), Census.NAME, Props.empty());
    var sightings = new Sightings(system, members, streams, stores.checkpoints(), clocks);
    var consistency = new ClusterConsistency(system, members, streams, sightings);
    DriftWatch.start(
        new DriftWatch.Parts(system, sightings, consistency, clocks),
        settings.drift(),
        stores.meters());
    return new Counting(
        members, workers, new NodeRelays(workers), streams, sessions, consistency, held);
  }

  private static ActorRef<StreamEntity.Command> shard(ActorSystem<?> system, EntityParts parts) {
    return ClusterSharding.get(system)
        .init(
            Entity.of(
                    StreamEntity.TYPE,
                    context ->
                        StreamEntity.create(
                            new StreamId(context.getEntityId()), context.getShard(), parts))
                .withMessageExtractor(
                    new Addresses<StreamEntity.Command, StreamEntity.Command>(shards(system)))
                .withStopMessage(new StreamEntity.Stop()));
  }

  private static int shards(ActorSystem<?> system) {
    return system.settings().config().getInt("pekko.cluster.sharding.number-of-shards");
  }

  private static void broadcasts(
      ActorSystem<?> system, EntityParts parts, ActorRef<StreamEntity.Command> region) {
    StreamRegion way = region::tell;
    ClusterSharding.get(system)
        .init(
            Entity.of(
                    Broadcast.TYPE,
                    context ->
                        Broadcast.create(
                            new StreamId(context.getEntityId()),
                            context.getShard(),
                            parts.clocks(),
                            way))
                .withMessageExtractor(new Addresses<>(shards(system)))
                .withStopMessage(new Broadcast.Stop()));
    var daemons = ShardedDaemonProcess.get(system);
    daemons.init(
        BroadcastProjection.Command.class,
        "broadcast-projection",
        1,
        _ -> BroadcastProjection.create(parts.catalogue(), region),
        new BroadcastProjection.Stop());
    daemons.init(
        Sweeper.Command.class,
        "sweeper",
        1,
        _ -> Sweeper.create(parts.checkpoints(), way, parts.clocks(), parts.saving()),
        new Sweeper.Stop());
  }

  private static RelayWorkers relays(
      ActorSystem<?> system,
      EntityParts parts,
      StreamRegion region,
      Supplier<Edge> edge,
      PushBudget pushes,
      AtomicInteger held) {
    var all = new AtomicReference<RelayWorkers>();
    var relay =
        new RelayParts(
            parts.members(),
            parts.beats(),
            region,
            parts.checkpoints(),
            parts.outbox(),
            parts.clocks(),
            parts.settings(),
            pushes,
            edge,
            all::get,
            held);
    List<ActorRef<RelayWorker.Command>> started = new ArrayList<>();
    for (int i = 0; i < parts.settings().relays(); i++) {
      started.add(
          system.systemActorOf(
              RelayWorker.create(relay, parts.settings().relayTick()),
              "relay-" + i,
              Props.empty()));
    }
    var workers = new RelayWorkers(List.copyOf(started));
    all.set(workers);
    system.systemActorOf(
        RelayRouter.create(parts.members().self(), workers, edge, parts.settings().audit()),
        RelayRouter.NAME,
        Props.empty());
    return workers;
  }

  /** The cluster's nodes as this one knows them. */
  public Members members() {
    return members;
  }

  /** This node's relays. */
  public Relays relays() {
    return relays;
  }

  /** All streams of the cluster. */
  public Streams streams() {
    return streams;
  }

  /** Whether sockets, counts and store agree. */
  public Consistency consistency() {
    return consistency;
  }

  /** All nodes' sessions. */
  public Sessions sessions() {
    return sessions;
  }

  /** This node leaves: its viewers will come back elsewhere, and are held until then. */
  public void drain() {
    workers.all().forEach(worker -> worker.tell(new RelayWorker.Drain()));
  }

  /**
   * Writes down the sessions that are still here as ended then, sees to it that all entities know
   * whom this node had, and says farewell; to be called after the sockets are closed. Takes some
   * seconds at most.
   */
  public CompletionStage<Void> close(long endedAtMillis) {
    var all =
        workers.all().stream()
            .map(
                worker -> {
                  var done = new CompletableFuture<Boolean>();
                  worker.tell(new RelayWorker.Close(endedAtMillis, done));
                  return done;
                })
            .toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenRun(
            () -> {
              ActorRef<Heartbeats.Command> beats = members.at(members.self(), Heartbeats.NAME);
              if (beats != null && all.stream().allMatch(CompletableFuture::join)) {
                beats.tell(new Heartbeats.Leave());
              }
            });
  }

  /** Streams that this node's relays hold now. */
  public int streamsHere() {
    return held.get();
  }
}
