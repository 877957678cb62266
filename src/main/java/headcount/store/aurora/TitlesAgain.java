package headcount.store.aurora;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Gathers what is to be asked for again, so that one question asks for all of a page. What is not
 * answered stays as it was. Thread-safe.
 *
 * @param <K> what it is asked by; its answers are texts
 */
final class TitlesAgain<K> {
  private static final long GATHERED_MILLIS = 5;

  private record Waiting(String old, CompletableFuture<String> answer) {}

  private final Function<Set<K>, CompletionStage<Map<K, String>>> ask;
  private final Map<K, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean gathering = new AtomicBoolean();
  private final Executor soon =
      CompletableFuture.delayedExecutor(
          GATHERED_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread);

  TitlesAgain(Function<Set<K>, CompletionStage<Map<K, String>>> ask) {
    this.ask = ask;
  }

  /** What it is now; the old one if nobody answers, null if there is none any more. */
  CompletableFuture<String> of(K key, String old) {
    var answer =
        waiting.computeIfAbsent(key, _ -> new Waiting(old, new CompletableFuture<>())).answer;
    if (gathering.compareAndSet(false, true)) {
      soon.execute(this::asked);
    }
    return answer;
  }

  private void asked() {
    gathering.set(false);
    var taken = new HashMap<K, Waiting>();
    for (var key : Set.copyOf(waiting.keySet())) {
      var each = waiting.remove(key);
      if (each != null) {
        taken.put(key, each);
      }
    }
    if (!taken.isEmpty()) {
      ask.apply(taken.keySet())
          .whenComplete(
              (found, failure) ->
                  taken.forEach(
                      (key, each) ->
                          each.answer.complete(failure == null ? found.get(key) : each.old)));
    }
  }
}
