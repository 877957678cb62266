package headcount.stream;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.Catalogue;
import headcount.checkpoint.CheckpointResult;
import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.StoredStream;
import headcount.presence.BroadcastRef;
import headcount.presence.Draft;
import headcount.presence.EntityEffects;
import headcount.presence.EntityHost;
import headcount.presence.EntityMachine;
import headcount.presence.Headcount;
import headcount.presence.Loaded;
import headcount.presence.Quality;
import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ToRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
public final class StreamEntity extends AbstractMatchingBehavior<StreamEntity.Command>
    implements EntityEffects {
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

  /** Ask everybody anew, and answer when the count is exact again. */
  public record Recount(StreamId stream, ActorRef<Recounted> replyTo)
      implements Request, ClusterMessage {}

  /** The count after a recount. */
  public record Recounted(Headcount count) implements ClusterMessage {}

  /** This broadcast is on. */
  public record BroadcastOn(StreamId stream, BroadcastRef broadcast)
      implements Request, ClusterMessage {}

  /** The broadcast that began then is over. */
  public record BroadcastEnded(StreamId stream, long startedAtMillis)
      implements Request, ClusterMessage {}

  /** Whatever is on is over. Answered with whether anything was. */
  public record End(StreamId stream, ActorRef<Broadcast.Over> replyTo)
      implements Request, ClusterMessage {}

  /** Look whether your stored count is still so. */
  public record Wake(StreamId stream) implements Request, ClusterMessage {}

  record Stop() implements Command {}

  private record Tick() implements Command {}

  private record Found(Optional<StoredStream> stored) implements Command {}

  private record NotFound(Throwable why) implements Command {}

  private record Retry() implements Command {}

  private record Catalogued(Optional<Catalogue.Entry> entry) implements Command {}

  private record NotCatalogued() implements Command {}

  private record Strays(List<Checkpoints.Stray> strays) implements Command {}

  private record Written(Draft draft, CheckpointResult result) implements Command {}

  private record NotWritten(Throwable why) implements Command {}

  private record Recounting(ActorRef<Recounted> replyTo, long deadline) {}

  private static final String TICK = "tick";
  private static final long SHORTEST_TICK_NANOS = 10_000_000L;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final long RECOUNT_NANOS = Duration.ofSeconds(4).toNanos();

  private final StreamId stream;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final EntityParts parts;
  private final TimerScheduler<Command> timers;
  private final EntityMachine machine;
  private final StreamBook book;
  private final EntitySaver saver;
  private final List<AudienceRecord> records = new ArrayList<>();
  private final List<Recounting> recounting = new ArrayList<>();
  private long membersRevision;
  private long tickAt = Long.MAX_VALUE;
  private Optional<Long> storedVersion = Optional.empty();
  private boolean stopping;
  private boolean fenced;

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
    this.saver = new EntitySaver(parts.saving(), now);
    load();
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
      case HotMessage.ForEntity(_, var message) -> machine.receive(message, now, wall, this);
      case Describe(_, var replyTo) -> replyTo.tell(report(now));
      case Recount(_, var replyTo) -> recount(replyTo, now);
      case BroadcastOn(_, var broadcast) -> broadcastOn(book.on(broadcast), now);
      case BroadcastEnded(_, var began) -> broadcastEnded(began, now, wall);
      case End(_, var replyTo) -> endWhatIsOn(replyTo, now, wall);
      case Wake _ -> {}
      case Found(var stored) -> found(stored, now, wall);
      case NotFound(var why) -> notFound(why, now);
      case Catalogued(var entry) -> entry.ifPresent(e -> broadcastOn(book.catalogued(e), now));
      case NotCatalogued() -> {}
      case Retry() -> load();
      case Strays(var strays) -> closeStrays(strays);
      case Written(var draft, var result) -> written(draft, result, now);
      case NotWritten(var why) -> notWritten(why);
      case Tick() -> tickAt = Long.MAX_VALUE;
      case Stop() -> stopping = true;
    }
    return after(now, wall);
  }

  private Behavior<Command> after(long now, long wall) {
    if (tickAt == Long.MAX_VALUE) {
      tick(now, wall);
    }
    save(now);
    flush();
    if (fenced || (stopping && !saver.busy())) {
      return Behaviors.stopped();
    }
    schedule(now);
    return this;
  }

  private void load() {
    getContext()
        .pipeToSelf(
            parts.checkpoints().load(stream),
            (found, failure) -> found == null ? new NotFound(failure) : new Found(found));
    getContext()
        .pipeToSelf(
            parts.catalogue().newest(stream),
            (entry, _) -> entry == null ? new NotCatalogued() : new Catalogued(entry));
  }

  private void found(Optional<StoredStream> stored, long now, long wall) {
    if (saver.isLoaded()) {
      return;
    }
    saver.loaded(stored.isPresent());
    stored.filter(_ -> !book.announced()).ifPresent(book::resume);
    machine.broadcast(book.broadcast(), now, this);
    machine.loaded(stored.map(StreamEntity::loaded).orElse(null), now, wall, this);
  }

  private static Loaded loaded(StoredStream stored) {
    var count = stored.count();
    return new Loaded(
        count.epoch(),
        count.version(),
        count.viewers(),
        count.connections(),
        count.anonymous(),
        stored.sources());
  }

  private void notFound(Throwable why, long now) {
    getContext()
        .getLog()
        .warn("Stream {} counts without its checkpoint: {}", stream, why.toString());
    machine.loadFailed(now, this);
    getContext().scheduleOnce(RETRY, getContext().getSelf(), new Retry());
  }

  private void broadcastOn(boolean changed, long now) {
    if (changed) {
      machine.broadcast(book.broadcast(), now, this);
    }
  }

  private void broadcastEnded(long began, long now, long wall) {
    if (book.announced() && book.broadcast().startedAtMillis() == began) {
      end(now, wall);
    }
  }

  private void endWhatIsOn(ActorRef<Broadcast.Over> replyTo, long now, long wall) {
    boolean on = machine.headcount().connections() > 0;
    if (on && !book.announced()) {
      var ref = book.broadcast();
      var ended = new Catalogue.Entry(stream, ref, stream.text(), wall);
      parts
          .catalogue()
          .save(ended)
          .whenComplete((_, failure) -> Failures.log("The end of stream " + stream, failure));
    }
    if (on) {
      end(now, wall);
    }
    replyTo.tell(new Broadcast.Over(on ? Streams.Ending.ENDED : Streams.Ending.UNKNOWN));
  }

  private void end(long now, long wall) {
    machine.end(now, wall, this);
    records.addAll(book.end(machine.headcount(), wall));
  }

  private void tick(long now, long wall) {
    var view = parts.members().view();
    if (view.revision() != membersRevision) {
      membersRevision = view.revision();
      machine.members(view.addresses().keySet(), now, this);
    }
    machine.tick(now, wall, this);
    var count = machine.headcount();
    if (machine.published()) {
      if (book.beginsUnannounced(count, wall)) {
        machine.broadcast(book.broadcast(), now, this);
      }
      records.addAll(book.observe(count, machine.joins(), machine.leaves(), wall));
    }
    answerRecounts(count, now);
    if (!stopping && machine.idle(now) && saver.isLoaded() && !saver.busy() && !book.unwritten()) {
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

  private void save(long now) {
    var next = saver.next(machine.published(), machine.unanswered(), stopping, now);
    switch (next) {
      case NOTHING -> {}
      case STRAYS -> {
        saver.begun(now);
        var alive = new HashSet<Source>();
        machine.sources(now).forEach(source -> alive.add(source.source()));
        getContext()
            .pipeToSelf(
                parts.checkpoints().strays(stream, alive),
                (strays, failure) -> strays == null ? new NotWritten(failure) : new Strays(strays));
      }
      case WRITE -> write(now);
    }
  }

  private void write(long now) {
    var draft = machine.draft(now);
    if (draft == null && saver.touchDue(now)) {
      draft = machine.touch(now);
    }
    if (draft == null) {
      return;
    }
    saver.begun(now);
    flush();
    var saved = draft;
    getContext()
        .pipeToSelf(
            parts.checkpoints().write(book.checkpoint(saved, beats(saved, now))),
            (result, failure) ->
                result == null ? new NotWritten(failure) : new Written(saved, result));
  }

  private Map<Source, Long> beats(Draft draft, long now) {
    long wall = parts.clocks().wallMillis();
    var beats = new HashMap<Source, Long>();
    for (Source source : draft.sources().keySet()) {
      long age = now - parts.beats().lastBeat(source.incarnation(), now);
      beats.put(source, wall - Duration.ofNanos(age).toMillis());
    }
    return beats;
  }

  private void written(Draft draft, CheckpointResult result, long now) {
    saver.accepted(now);
    switch (result) {
      case CheckpointResult.Accepted() -> {
        machine.accepted(draft.epoch(), draft.version());
        storedVersion = Optional.of(draft.version());
      }
      case CheckpointResult.NeedsFull() -> machine.needsFull();
      case CheckpointResult.Fenced(var epoch, var version) ->
          machine.storeFenced(epoch, version, now, this);
    }
  }

  private void notWritten(Throwable why) {
    saver.failed();
    machine.writeFailed();
    getContext().getLog().debug("Stream {} was not saved: {}", stream, why.toString());
  }

  private void closeStrays(List<Checkpoints.Stray> strays) {
    saver.straysRead();
    strays.forEach(stray -> records.add(book.lost(stray.tab(), stray.lastBeatMillis(), false)));
  }

  private void flush() {
    if (!records.isEmpty()) {
      var _ = parts.outbox().append(List.copyOf(records));
      records.clear();
    }
  }

  private void recount(ActorRef<Recounted> replyTo, long now) {
    machine.recount(now, this);
    recounting.add(new Recounting(replyTo, now + RECOUNT_NANOS));
  }

  private void answerRecounts(Headcount count, long now) {
    recounting.removeIf(
        each -> {
          boolean done = count.quality() == Quality.EXACT || each.deadline() <= now;
          if (done) {
            each.replyTo().tell(new Recounted(count));
          }
          return done;
        });
  }

  private Streams.Report report(long now) {
    var sources =
        machine.sources(now).stream()
            .map(
                view ->
                    new Streams.SourceReport(
                        view.source().toString(),
                        view.seq(),
                        view.connections(),
                        view.synced(),
                        view.draining(),
                        Duration.ofNanos(view.beatAgeNanos()).toMillis()))
            .toList();
    return new Streams.Report(
        stream.text(),
        parts.members().view().addresses().getOrDefault(parts.members().self(), ""),
        ProcessHandle.current().pid(),
        machine.headcount(),
        book.peak(),
        book.broadcast().category().text(),
        book.broadcast().broadcaster().text(),
        book.broadcast().startedAtMillis(),
        sources,
        machine.unanswered(),
        machine.listed(),
        storedVersion);
  }

  @Override
  public void send(UUID incarnation, ToRelay message) {
    var relays = parts.members().relays(incarnation);
    if (relays != null) {
      relays.tell(new HotMessage.ForRelay(stream, incarnation, parts.members().self(), message));
    }
  }

  @Override
  public void lost(Source source, Collection<Tab> tabs, long lastBeatAgoNanos, boolean drained) {
    long ended = parts.clocks().wallMillis() - Duration.ofNanos(lastBeatAgoNanos).toMillis();
    tabs.forEach(tab -> records.add(book.lost(tab, ended, drained)));
  }

  @Override
  public void fenced() {
    fenced = true;
  }
}
