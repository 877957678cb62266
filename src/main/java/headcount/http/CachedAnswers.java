package headcount.http;

import headcount.audience.AnswerCache;
import headcount.audience.AnswerCache.Made;
import headcount.audience.Cached;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Answers to analysts, JSON from the cache where it has them, tables always made anew. {@code
 * X-Cache} tells which, and {@code max-age} how much longer the answer is given to others.
 */
final class CachedAnswers {
  private static final char AFTER_END = '\n';

  private final AnswerCache cache;
  private final InstantSource clock;

  CachedAnswers(AnswerCache cache, InstantSource clock) {
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * What is answered.
   *
   * @param life how long it may be given to others
   */
  record Told(Object body, Table table, Duration life) {}

  /** Who may keep an answer besides this server. */
  enum Keepers {
    /** Everybody. */
    PUBLIC,
    /** Whoever asked. */
    PRIVATE;

    String control(long seconds) {
      return (this == PUBLIC ? "public" : "private") + ", max-age=" + Math.max(0, seconds);
    }
  }

  /**
   * The answer to the request.
   *
   * @param question everything that the answer depends on, in one spelling
   */
  CompletionStage<HttpResponse> of(
      HttpRequest request, String question, Keepers keepers, Supplier<CompletionStage<Told>> make) {
    return Shown.prefersCsv(request)
        ? make.get()
            .thenApply(
                told ->
                    new Shown(told.body, told.table, keepers.control(told.life.toSeconds()))
                        .to(request))
            .thenApply(response -> marked(response, "none"))
        : cache
            .of(question, () -> make.get().thenApply(this::kept))
            .thenApply(found -> shown(request, found, keepers));
  }

  /** With a mark that says whether it came from a cache: hit, miss or none. */
  static HttpResponse marked(HttpResponse response, String how) {
    return response.addHeader(RawHeader.create("X-Cache", how));
  }

  private Made kept(Told told) {
    var end = clock.instant().plus(told.life).toEpochMilli();
    return new Made(end + String.valueOf(AFTER_END) + Json.text(told.body), told.life);
  }

  private HttpResponse shown(HttpRequest request, Cached<String> found, Keepers keepers) {
    var text = found.value();
    var border = text.indexOf(AFTER_END);
    var end = Instant.ofEpochMilli(Long.parseLong(text, 0, border, 10));
    var left = Duration.between(clock.instant(), end).toSeconds();
    var json = text.substring(border + 1).getBytes(StandardCharsets.UTF_8);
    var response = Answers.jsonBytes(request, json, keepers.control(left)).addHeader(Shown.VARY);
    return marked(response, found.hit() ? "hit" : "miss");
  }
}
