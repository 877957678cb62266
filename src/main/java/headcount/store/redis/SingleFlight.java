package headcount.store.redis;

import headcount.audience.Cached;
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
 * Redis, makes it himself. What was made is answered first and kept then; who asks in between looks
 * when it is. Thread-safe.
 */
final class SingleFlight {
  private static final long PAUSE_MILLIS = 20;

  private final Leases leases;
  private final Map<String, Flight<?>> inFlight = new ConcurrentHashMap<>();
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
      Supplier<CompletionStage<Product<T>>> make) {}

  /**
   * What was made.
   *
   * @param keep writes it to where others look; null: it is for those only who asked meanwhile
   */
  record Product<T>(T value, @Nullable Supplier<CompletionStage<?>> keep) {}

  /**
   * What was found or made, and what is left to do then.
   *
   * @param leased whether the key in Redis is ours
   */
  private record Landed<T>(
      Cached<T> found, @Nullable Supplier<CompletionStage<?>> keep, boolean leased) {}

  /**
   * Something that is being looked for or made.
   *
   * @param over when it is kept, too
   */
  private record Flight<T>(
      CompletableFuture<Cached<T>> told, CompletableFuture<@Nullable Void> over) {}

  SingleFlight(RedisLink link) {
    this.leases = new Leases(link);
  }

  /** Looks for it, and makes it or waits for it where it is not there. */
  <T> CompletionStage<Cached<T>> of(Thing<T> thing) {
    var mine = new Flight<T>(new CompletableFuture<>(), new CompletableFuture<>());
    @SuppressWarnings("unchecked") // a name stands for one thing, and so for one type
    var other = (Flight<T>) inFlight.putIfAbsent(thing.name(), mine);
    if (other != null) {
      return other.told.isDone() ? other.over.thenCompose(_ -> of(thing)) : other.told;
    }
    looked(thing, System.nanoTime() + Leases.LIFE.toNanos())
        .whenComplete(
            (landed, failure) -> {
              if (failure != null) {
                over(thing, mine, false);
                mine.told.completeExceptionally(failure);
              } else {
                land(thing, mine, landed);
              }
            });
    return mine.told;
  }

  /** What others can find now is told when it is no longer in flight. */
  private <T> void land(Thing<T> thing, Flight<T> flight, Landed<T> landed) {
    if (landed.keep == null) {
      over(thing, flight, landed.leased);
      flight.told.complete(landed.found);
      return;
    }
    flight.told.complete(landed.found);
    var _ =
        CompletableFuture.completedFuture(landed.keep)
            .thenCompose(Supplier::get)
            .whenComplete((_, _) -> over(thing, flight, landed.leased));
  }

  private void over(Thing<?> thing, Flight<?> flight, boolean leased) {
    inFlight.remove(thing.name(), flight);
    if (leased) {
      leases.release(thing.key());
    }
    flight.over.complete(null);
  }

  private <T> CompletionStage<Landed<T>> looked(Thing<T> thing, long untilNanos) {
    return thing
        .look()
        .get()
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(
                        new Landed<>(new Cached<>(found.get(), true), null, false))
                    : missing(thing, untilNanos));
  }

  private <T> CompletionStage<Landed<T>> missing(Thing<T> thing, long untilNanos) {
    if (System.nanoTime() >= untilNanos) {
      return made(thing, false);
    }
    return leases
        .take(thing.key())
        .thenCompose(
            lent ->
                switch (lent) {
                  case MINE ->
                      made(thing, true)
                          .whenComplete(
                              (_, failure) -> {
                                if (failure != null) {
                                  leases.release(thing.key());
                                }
                              });
                  case NONE -> made(thing, false);
                  case TAKEN ->
                      CompletableFuture.runAsync(() -> {}, soon)
                          .thenCompose(_ -> looked(thing, untilNanos));
                });
  }

  private static <T> CompletionStage<Landed<T>> made(Thing<T> thing, boolean leased) {
    return thing
        .make()
        .get()
        .thenApply(it -> new Landed<>(new Cached<>(it.value(), false), it.keep(), leased));
  }
}
