package headcount.store.redis;

import headcount.audience.Cached;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one make what is missing while all others wait for it: within the node by a map, between
 * nodes by a key in Redis that lives for two seconds. Whoever waited that long, or cannot reach
 * Redis, makes it himself. Thread-safe.
 */
final class SingleFlight {
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 20;

  private final RedisLink link;
  private final Map<String, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();
  private final Executor soon =
      CompletableFuture.delayedExecutor(
          PAUSE_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread);

  /**
   * A thing to be had once.
   *
   * @param name of it; whatever has the same name is the same
   * @param key in Redis of whoever makes it
   */
  record Thing<T>(
      String name,
      String key,
      Supplier<CompletionStage<Optional<T>>> look,
      Supplier<CompletionStage<T>> make) {}

  SingleFlight(RedisLink link) {
    this.link = link;
  }

  /** Looks for it, and makes it or waits for it where it is not there. */
  <T> CompletionStage<Cached<T>> of(Thing<T> thing) {
    var mine = new CompletableFuture<Cached<T>>();
    @SuppressWarnings("unchecked") // a name stands for one thing, and so for one type
    var other = (CompletableFuture<Cached<T>>) inFlight.putIfAbsent(thing.name(), mine);
    if (other != null) {
      return other;
    }
    looked(thing, System.nanoTime() + LONGEST.toNanos())
        .whenComplete(
            (found, failure) -> {
              inFlight.remove(thing.name(), mine);
              var _ = failure == null ? mine.complete(found) : mine.completeExceptionally(failure);
            });
    return mine;
  }

  private <T> CompletionStage<Cached<T>> looked(Thing<T> thing, long untilNanos) {
    return thing
        .look()
        .get()
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(new Cached<>(found.get(), true))
                    : missing(thing, untilNanos));
  }

  private <T> CompletionStage<Cached<T>> missing(Thing<T> thing, long untilNanos) {
    if (System.nanoTime() >= untilNanos) {
      return made(thing);
    }
    var lease = SetArgs.Builder.nx().px(LONGEST);
    return link.call(c -> c.set(thing.key(), "1", lease))
        .handle((answer, failure) -> failure != null ? Lease.NONE : Lease.of(answer))
        .thenCompose(
            lent ->
                switch (lent) {
                  case MINE ->
                      made(thing).whenComplete((_, _) -> link.call(c -> c.del(thing.key())));
                  case NONE -> made(thing);
                  case TAKEN ->
                      CompletableFuture.runAsync(() -> {}, soon)
                          .thenCompose(_ -> looked(thing, untilNanos));
                });
  }

  private static <T> CompletionStage<Cached<T>> made(Thing<T> thing) {
    return thing.make().get().thenApply(value -> new Cached<>(value, false));
  }

  private enum Lease {
    MINE,
    TAKEN,
    NONE;

    static Lease of(@Nullable String answer) {
      return answer == null ? TAKEN : MINE;
    }
  }
}
