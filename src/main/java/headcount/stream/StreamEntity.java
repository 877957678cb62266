package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.checkpoint.CheckpointResult;
import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.StoredStream;
import headcount.presence.BroadcastRef;
import headcount.presence.Draft;
import headcount.presence.EntityHost;
import headcount.presence.EntityMachine;
import headcount.presence.Headcount;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * One stream's owner: the shell around its entity machine. Carries its words to the relays, has it
 * saved, and writes down what the broadcast did. Stops itself when nobody watches and nothing is
 * left to say.
 */
public final class StreamEntity extends AbstractMatchingBehavior<StreamEntity.Command> {
  /** Its type in the cluster's sharding. */
  public static final EntityTypeKey<Command> TYPE = EntityTypeKey.create(Command.class, "stream");

  /** What it understands. */
  public sealed interface Command {}

  /** What reaches it through sharding. */
  public sealed interface Request extends Command
      permits HotMessage.ForEntity, Describe, Recount, BroadcastOn, BroadcastEnded, End, Wake {
    /** Whose entity. */
    StreamId stream();
  }

  /** How do you stand? */
  public record Describe(StreamId stream, ActorRef<Streams.Report> replyTo)
      implements Request, ClusterMessage {}

  /** Ask everybody anew, store everything anew, and answer when the count is exact again. */
  public record Recount(StreamId stream, ActorRef<Recounted> replyTo)
      implements Request, ClusterMessage {}

  /** The count after a recount. */
  public record Recounted(Headcount count) implements ClusterMessage {}

  /** This broadcast is on. {@code revision} counts the changes of the stream's broadcasts. */
  public record BroadcastOn(StreamId stream, BroadcastRef broadcast, long revision)
      implements Request, ClusterMessage {}

  /**
   * The broadcast that began then is over. Answered when nobody needs to say it again: the end
   * stands, or every node has obeyed it.
   */
  public record BroadcastEnded(
      StreamId stream, long startedAtMillis, long revision, ActorRef<EndCarried> replyTo)
      implements Request, ClusterMessage {}

  /** That broadcast is over, whatever becomes of this entity. */
  public record EndCarried(long startedAtMillis) implements ClusterMessage {}

  /** Whatever is on is over. Answered with whether anything was, when it is so for good. */
  public record End(StreamId stream, ActorRef<Broadcast.Over> replyTo)
      implements Request, ClusterMessage {}

  /** Look whether your stored count is still so. */
  public record Wake(StreamId stream) implements Request, ClusterMessage {}

  record Stop() implements Command {}

  record Tick() implements Command {}

  record Found(Optional<StoredStream> stored) implements Command {}

  record NotFound(Throwable why) implements Command {}

  record Retry() implements Command {}

  record Catalogued(Optional<Catalogue.Entry> entry) implements Command {}

  record NotCatalogued() implements Command {}

  record LookUp() implements Command {}

  record Strays(List<Checkpoints.Stray> strays) implements Command {}

  record Written(Draft draft, CheckpointResult result) implements Command {}

  record NotWritten(Throwable why) implements Command {}

  private static final String TICK = "tick";
  private static final long SHORTEST_TICK_NANOS = 10_000_000L;

  private final StreamId stream;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final EntityParts parts;
  private final TimerScheduler<Command> timers;
  private final EntityMachine machine;
  private final StreamBook book;
  private final EntityVoice voice;
  private final EntityStore store;
  private final OnAir onAir;
  private final Recounts recounts = new Recounts();
  private long membersRevision;
  private long tickAt = Long.MAX_VALUE;

  private StreamEntity(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      StreamId stream,
      ActorRef<ClusterSharding.ShardCommand> shard,
      EntityParts parts) {
    super(context);
    this.stream = stream;
    this.shard = shard;
    this.parts = parts;
    this.timers = timers;
    var view = parts.members().view();
    this.membersRevision = view.revision();
    long now = parts.clocks().now();
    long wall = parts.clocks().wallMillis();
    var host = new EntityHost(parts.members().self(), parts.beats(), view.addresses().keySet());
    this.machine =
        new EntityMachine(host, parts.settings().count(), parts.settings().hashKey(), now, wall);
    this.book = new StreamBook(stream, parts.saving(), wall);
    this.voice = new EntityVoice(stream, parts, book);
    this.store = new EntityStore(context, stream, parts, machine, book);
    this.onAir = new OnAir(stream, parts.catalogue(), machine, book, voice);
    parts.beats().entityBeat(stream, now);
    store.load();
    store.lookUp();
    schedule(now);
  }

  /** The owner of this stream. */
  public static Behavior<Command> create(
      StreamId stream, ActorRef<ClusterSharding.ShardCommand> shard, EntityParts parts) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new StreamEntity(context, timers, stream, shard, parts)));
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    long now = parts.clocks().now();
    long wall = parts.clocks().wallMillis();
    switch (command) {
      case HotMessage.ForEntity(_, var message) -> machine.receive(message, now, wall, voice);
      case Describe(_, var replyTo) -> replyTo.tell(report(now));
      case Recount(_, var replyTo) -> {
        machine.recount(now, voice);
        // whatever somebody did to what is stored: the next checkpoint writes everything
        machine.needsFull();
        recounts.add(replyTo, now);
      }
      case BroadcastOn(_, var broadcast, var revision) -> onAir.on(broadcast, revision, now, wall);
      case BroadcastEnded(_, var began, var revision, var replyTo) ->
          onAir.ended(began, revision, replyTo);
      case End(_, var replyTo) -> onAir.end(replyTo);
      case Wake _ -> {}
      case Found(var stored) -> found(stored, now, wall);
      case NotFound(var why) -> notFound(why, now);
      case Catalogued(var entry) -> entry.ifPresent(e -> onAir.catalogued(e, now));
      case NotCatalogued() -> store.notCatalogued();
      case LookUp() -> store.lookUp();
      case Retry() -> store.load();
      case Strays(var strays) -> {
        store.straysRead();
        strays.forEach(voice::stray);
      }
      case Written(var draft, var result) -> store.written(draft, result, now, voice);
      case NotWritten(var why) -> store.notWritten(why);
      case Tick() -> tickAt = Long.MAX_VALUE;
      case Stop() -> store.stop(now);
    }
    return after(now, wall);
  }

  private Behavior<Command> after(long now, long wall) {
    if (tickAt == Long.MAX_VALUE) {
      tick(now, wall);
    }
    if (onAir.proceed(store.isLoaded(), now, wall)) {
      store.urgent();
    }
    store.save(now, voice::flush);
    voice.flush();
    if (voice.isFenced() || store.mayStop(now)) {
      return Behaviors.stopped();
    }
    schedule(now);
    return this;
  }

  private void found(Optional<StoredStream> stored, long now, long wall) {
    if (!store.found(stored)) {
      return;
    }
    stored.filter(_ -> !book.announced()).ifPresent(book::resume);
    machine.broadcast(book.broadcast(), now, voice);
    machine.loaded(stored.map(EntityStore::loaded).orElse(null), now, wall, voice);
  }

  private void notFound(Throwable why, long now) {
    machine.loadFailed(now, voice);
    store.notFound(why);
  }

  private void tick(long now, long wall) {
    var view = parts.members().view();
    if (view.revision() != membersRevision) {
      membersRevision = view.revision();
      machine.members(view.addresses().keySet(), now, voice);
    }
    parts.beats().entityBeat(stream, now);
    machine.tick(now, wall, voice);
    var count = machine.headcount();
    if (machine.published()) {
      onAir.beginUnannounced(now, wall);
      voice.write(book.observe(count, machine.joins(), machine.leaves(), wall));
    }
    recounts.answer(count, now);
    if (machine.idle(now) && store.settled() && !book.unwritten()) {
      shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
  }

  private void schedule(long now) {
    long due = Math.max(machine.nextDue(now), now + SHORTEST_TICK_NANOS);
    if (due < tickAt) {
      tickAt = due;
      timers.startSingleTimer(TICK, new Tick(), Duration.ofNanos(due - now));
    }
  }

  private Streams.Report report(long now) {
    return EntityReport.of(stream, machine, book, parts.members(), store.storedVersion(), now);
  }
}
