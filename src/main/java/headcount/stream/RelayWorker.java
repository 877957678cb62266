package headcount.stream;

import headcount.checkpoint.AudienceRecord;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ToRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * One of a node's relays: it holds the relay machines of its share of the streams. It lives as long
 * as the node; after a crash it comes back with the next generation and rebuilds itself from the
 * sockets.
 */
final class RelayWorker extends AbstractMatchingBehavior<RelayWorker.Command> {
  private static final SourceMark UNKNOWN = new SourceMark(0, 0, 0);

  sealed interface Command {}

  record Join(StreamId stream, Tab tab, Consumer<Headcount> joined) implements Command {}

  record Leave(StreamId stream, SessionId session, long endedAtMillis, EndedBy by)
      implements Command {}

  record Count(StreamId stream, CompletableFuture<Headcount> answer) implements Command {}

  record Watch(StreamId stream, Object key, Consumer<Headcount> listener) implements Command {}

  record Unwatch(StreamId stream, Object key) implements Command {}

  record FromEntity(HotMessage.ForRelay message) implements Command {}

  record Audited(Map<StreamId, List<Tab>> truth) implements Command {}

  record Drain() implements Command {}

  /** The last socket is closed. Answered, at last, with whether all entities know whom it had. */
  record Close(long endedAtMillis, CompletableFuture<Boolean> done) implements Command {}

  record Stored(StreamId stream, @Nullable Headcount count) implements Command {}

  record Tick() implements Command {}

  private final RelayParts parts;
  private final WorkerLives lives;
  private final Source source;
  private final Map<StreamId, RelayedStream> streams = new HashMap<>();
  private final Map<StreamId, SourceMark> forgotten =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, SourceMark> eldest) {
          return size() > WorkerLives.REMEMBERED;
        }
      };
  private final List<AudienceRecord> records = new ArrayList<>();
  private boolean rebuilding;
  private boolean draining;
  private @Nullable LastWords lastWords;

  private RelayWorker(
      ActorContext<Command> context, int generation, WorkerLives lives, RelayParts parts) {
    super(context);
    this.parts = parts;
    this.lives = lives;
    this.source = new Source(parts.members().self(), generation);
    this.rebuilding = generation > 0;
  }

  static Behavior<Command> create(RelayParts parts, Duration tick) {
    var lives = new WorkerLives();
    Behavior<Command> life =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> {
                      timers.startTimerWithFixedDelay(new Tick(), tick);
                      int generation = lives.begin();
                      if (generation > 0) {
                        context.pipeToSelf(
                            parts.edge().get().tabs(),
                            (tabs, _) -> new Audited(tabs == null ? Map.of() : tabs));
                      }
                      return new RelayWorker(context, generation, lives, parts);
                    }));
    return Understood.only(
        Command.class, Behaviors.supervise(life).onFailure(SupervisorStrategy.restart()));
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    long now = parts.clocks().now();
    switch (command) {
      case Join(var stream, var tab, var joined) -> of(stream, now).join(tab, joined, now);
      case Leave(var stream, var session, var at, var by) -> leave(stream, session, at, by, now);
      case Count(var stream, var answer) -> of(stream, now).count(answer, now);
      case Watch(var stream, var key, var listener) -> of(stream, now).watch(key, listener, now);
      case Unwatch(var stream, var key) -> unwatch(stream, key, now);
      case FromEntity(var message) -> receive(message, now);
      case Audited(var truth) -> audit(truth, now);
      case Drain() -> drain(now);
      case Close(var at, var done) -> close(at, done, now);
      case Stored(var stream, var count) -> stored(stream, count, now);
      case Tick() -> tick(now);
    }
    return this;
  }

  private RelayedStream of(StreamId stream, long now) {
    var known = streams.get(stream);
    if (known != null) {
      return known;
    }
    var mark = forgotten.remove(stream);
    var fresh =
        new RelayedStream(stream, source, mark == null ? UNKNOWN : mark, parts, records, now);
    fresh.machine().obeyed(lives.endSeen(stream));
    streams.put(stream, fresh);
    parts.held().incrementAndGet();
    if (source.generation() > 0 && !rebuilding) {
      // a later generation is sure of a stream only when it was told who is there: nobody, then
      fresh.audit(List.of(), true, now);
    }
    if (draining) {
      fresh.drain(now);
    }
    return fresh;
  }

  private void leave(StreamId stream, SessionId session, long at, EndedBy by, long now) {
    var known = streams.get(stream);
    if (known != null) {
      known.leave(session, at, by, now);
    }
  }

  private void unwatch(StreamId stream, Object key, long now) {
    var known = streams.get(stream);
    if (known != null) {
      known.unwatch(key, now);
    }
  }

  private void receive(HotMessage.ForRelay message, long now) {
    var known = streams.get(message.stream());
    if (known == null) {
      // "nothing here" is an answer, too: an asking entity waits for every member
      known = of(message.stream(), now);
    }
    known.receive(message, now);
    if (message.message() instanceof ToRelay.Ended) {
      lives.obeyed(message.stream(), known.machine().endSeen());
    }
  }

  private void audit(Map<StreamId, List<Tab>> truth, long now) {
    truth.forEach(
        (stream, _) -> {
          if (parts.workers().get().of(stream).equals(getContext().getSelf())) {
            of(stream, now);
          }
        });
    boolean atOnce = rebuilding;
    rebuilding = false;
    streams.forEach(
        (stream, known) -> known.audit(truth.getOrDefault(stream, List.of()), atOnce, now));
  }

  private void drain(long now) {
    draining = true;
    streams.values().forEach(stream -> stream.drain(now));
  }

  private void close(long at, CompletableFuture<Boolean> done, long now) {
    streams.values().forEach(stream -> stream.close(at, now));
    lastWords = LastWords.within(done, now);
  }

  private void sayFarewell(LastWords words, long now) {
    boolean known = streams.values().stream().allMatch(s -> s.machine().farewell());
    if (known || now >= words.deadline()) {
      lastWords = null;
      var _ = flush().whenComplete((_, _) -> words.done().complete(known));
    }
  }

  private void stored(StreamId stream, @Nullable Headcount count, long now) {
    var known = streams.get(stream);
    if (known != null) {
      known.stored(count, now);
    }
  }

  private void tick(long now) {
    var each = streams.entrySet().iterator();
    while (each.hasNext()) {
      var entry = each.next();
      var stream = entry.getValue();
      stream.tick(now, question -> ask(entry.getKey(), question));
      if (stream.forgettable(now)) {
        forgotten.put(entry.getKey(), stream.machine().mark());
        each.remove();
        parts.held().decrementAndGet();
      }
    }
    if (lastWords != null) {
      sayFarewell(lastWords, now);
    }
    var _ = flush();
  }

  /** Asks the checkpoint store for a count that the stream's entity did not give in time. */
  private void ask(StreamId stream, Runnable begun) {
    begun.run();
    getContext()
        .pipeToSelf(
            parts.checkpoints().load(stream),
            (found, _) ->
                new Stored(
                    stream, found == null ? null : found.map(it -> it.count()).orElse(null)));
  }

  private CompletableFuture<Void> flush() {
    if (records.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var batch = List.copyOf(records);
    records.clear();
    return parts.outbox().append(batch).toCompletableFuture();
  }
}
