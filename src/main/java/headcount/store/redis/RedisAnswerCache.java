package headcount.store.redis;

import headcount.audience.AnswerCache;
import headcount.audience.Cached;
import headcount.telemetry.Meters;
import io.lettuce.core.SetArgs;
import io.micrometer.core.instrument.Counter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A text for each question and generation of the sums that it was asked of. */
final class RedisAnswerCache implements AnswerCache {
  private static final int BASE = 36;

  private final RedisLink link;
  private final SingleFlight flight;
  private final Supplier<CompletionStage<String>> generation;
  private final Counter hits;
  private final Counter misses;

  /**
   * @param generation of the sums; changes when they do
   */
  RedisAnswerCache(
      RedisLink link,
      SingleFlight flight,
      Supplier<CompletionStage<String>> generation,
      Meters meters) {
    this.link = link;
    this.flight = flight;
    this.generation = generation;
    this.hits = counter(meters, "answers", "hit");
    this.misses = counter(meters, "answers", "miss");
  }

  static Counter counter(Meters meters, String cache, String result) {
    return meters.counter(
        "store.cache.requests",
        "questions of analysts that were answered from a cache, and not",
        "cache",
        cache,
        "result",
        result);
  }

  @Override
  public CompletionStage<Cached<String>> of(String question, Supplier<CompletionStage<Made>> make) {
    return generation
        .get()
        .thenCompose(
            of -> {
              var key = Keys.answer(digest(question) + ":" + of);
              return flight.of(
                  new SingleFlight.Thing<>(
                      key, key + ":flight", () -> kept(key), () -> made(key, make)));
            })
        .thenApply(
            found -> {
              (found.hit() ? hits : misses).increment();
              return found;
            });
  }

  private CompletionStage<Optional<String>> kept(String key) {
    return link.call(c -> c.get(key))
        .<Optional<String>>handle((text, _) -> Optional.ofNullable(text));
  }

  private CompletionStage<SingleFlight.Product<String>> made(
      String key, Supplier<CompletionStage<Made>> make) {
    return make.get()
        .thenApply(
            made ->
                new SingleFlight.Product<>(
                    made.text(), made.life().isZero() ? null : () -> keep(key, made)));
  }

  private CompletionStage<?> keep(String key, Made made) {
    return link.call(c -> c.set(key, made.text(), SetArgs.Builder.px(made.life())));
  }

  private static String digest(String question) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(question.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, bytes).toString(BASE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
