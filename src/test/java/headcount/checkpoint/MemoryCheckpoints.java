package headcount.checkpoint;

import headcount.checkpoint.CheckpointResult.Accepted;
import headcount.checkpoint.CheckpointResult.Fenced;
import headcount.checkpoint.CheckpointResult.NeedsFull;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checkpoint store in memory: passes the same contract as Redis. Can be made to fail. */
public final class MemoryCheckpoints implements Checkpoints {
  private static final class Kept {
    Headcount count = new Headcount(0, 0, 0, 0, 0, 0, Quality.RECOVERING);
    @Nullable Checkpoint last;
    long touchedAt;
    String history = "";
    Map<Source, Long> beats = Map.of();
    final Set<ViewerId> viewers = new TreeSet<>();
    final Map<SessionId, Checkpoint.Placed> tabs = new LinkedHashMap<>();
  }

  private final InstantSource clock;
  private final Map<StreamId, Kept> streams = new HashMap<>();
  private final List<Checkpoint> written = new ArrayList<>();
  private boolean down;

  /** With this clock for {@code touchedAt}. */
  public MemoryCheckpoints(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on every stage fails, or no longer. */
  public synchronized void down(boolean gone) {
    this.down = gone;
  }

  /** Forgets everything, as a flushed server does. */
  public synchronized void flush() {
    streams.clear();
  }

  /** The stored viewers, ascending. */
  public synchronized Set<ViewerId> viewers(StreamId stream) {
    var kept = streams.get(stream);
    return kept == null ? Set.of() : new TreeSet<>(kept.viewers);
  }

  /** The stored sessions, ascending. */
  public synchronized Set<SessionId> sessions(StreamId stream) {
    var kept = streams.get(stream);
    return kept == null ? Set.of() : new TreeSet<>(kept.tabs.keySet());
  }

  /** Every accepted checkpoint, oldest first. */
  public synchronized List<Checkpoint> written() {
    return List.copyOf(written);
  }

  @Override
  public CompletionStage<Optional<StoredStream>> load(StreamId stream) {
    return answer(() -> Optional.ofNullable(streams.get(stream)).map(MemoryCheckpoints::stored));
  }

  @Override
  public CompletionStage<StoredSizes> sizes(StreamId stream) {
    return answer(
        () -> {
          var kept = streams.get(stream);
          return kept == null
              ? StoredSizes.NONE
              : new StoredSizes(
                  kept.count.viewers(),
                  kept.count.connections(),
                  kept.viewers.size(),
                  kept.tabs.size());
        });
  }

  @Override
  public CompletionStage<CheckpointResult> write(Checkpoint checkpoint) {
    return answer(() -> written(checkpoint));
  }

  @Override
  public CompletionStage<List<Stray>> strays(StreamId stream, Set<Source> alive) {
    return answer(
        () -> {
          var kept = streams.get(stream);
          return kept == null
              ? List.of()
              : kept.tabs.values().stream()
                  .filter(placed -> !alive.contains(placed.source()))
                  .map(placed -> stray(kept, placed))
                  .toList();
        });
  }

  @Override
  public CompletionStage<List<StreamId>> untouchedSince(long unixMillis) {
    return answer(
        () ->
            streams.entrySet().stream()
                .filter(each -> each.getValue().touchedAt < unixMillis)
                .filter(each -> each.getValue().count.viewers() > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
  }

  private CheckpointResult written(Checkpoint checkpoint) {
    var kept = streams.get(checkpoint.stream());
    if (kept != null && !checkpoint.count().newerThan(kept.count)) {
      return new Fenced(kept.count.epoch(), kept.count.version());
    }
    var base = checkpoint.base();
    if (base != null
        && (kept == null
            || kept.count.epoch() != base.epoch()
            || kept.count.version() != base.version())) {
      return new NeedsFull();
    }
    var next = base == null || kept == null ? new Kept() : kept;
    next.viewers.removeAll(checkpoint.went());
    checkpoint.left().forEach(next.tabs::remove);
    next.viewers.addAll(checkpoint.came());
    checkpoint.joined().forEach(placed -> next.tabs.put(placed.tab().session(), placed));
    next.count = checkpoint.count().as(Quality.RECOVERING);
    next.last = checkpoint;
    confirm(next, checkpoint);
    streams.put(checkpoint.stream(), next);
    written.add(checkpoint);
    return new Accepted();
  }

  private void confirm(Kept kept, Checkpoint checkpoint) {
    kept.touchedAt = clock.millis();
    kept.history = checkpoint.history();
    kept.beats = Map.copyOf(checkpoint.beats());
  }

  private static Stray stray(Kept kept, Checkpoint.Placed placed) {
    var beat = kept.beats.getOrDefault(placed.source(), kept.touchedAt);
    return new Stray(placed.tab(), placed.source(), beat);
  }

  private static StoredStream stored(Kept kept) {
    var last = java.util.Objects.requireNonNull(kept.last);
    return new StoredStream(
        kept.count,
        last.peak(),
        last.broadcast(),
        kept.touchedAt,
        Map.copyOf(last.sources()),
        kept.history,
        last.ending());
  }

  private synchronized <T> CompletionStage<T> answer(Supplier<T> supplier) {
    return down
        ? CompletableFuture.failedFuture(new IOException("the checkpoint store is gone"))
        : CompletableFuture.completedFuture(supplier.get());
  }
}
