package headcount.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Server-sent events: each a line of JSON, the newest only for who reads slowly, and a comment
 * after a silence so that nobody in between gives the connection up. Thread-safe.
 */
final class EventStreams {
  private static final ByteString COMMENT = ByteString.fromString(":\n\n");
  private static final ByteString HELLO = ByteString.fromString("retry: 3000\n\n");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final HttpSettings.Events settings;
  private final AtomicInteger open = new AtomicInteger();
  private final SharedKillSwitch stop = KillSwitches.shared("event-streams");

  EventStreams(HttpSettings.Events settings) {
    this.settings = settings;
  }

  /**
   * Streams what a watching tells.
   *
   * @param watch begins the watching, and returns what ends it; the listener may be called from any
   *     thread and does not block
   */
  HttpResponse open(Function<Consumer<String>, Runnable> watch) {
    return streamed(
        Source.<String>queue(1, OverflowStrategy.dropHead())
            .mapMaterializedValue(
                queue -> {
                  var end = watch.apply(queue::offer);
                  queue.watchCompletion().whenComplete((done, failure) -> end.run());
                  return NotUsed.getInstance();
                }));
  }

  /**
   * Streams what a question answers, asked every so often, once at a time, and told where the
   * answer changed. A question that fails is left out.
   */
  <T> HttpResponse ask(
      Supplier<CompletionStage<T>> question,
      Function<T, Object> compared,
      Function<T, String> text) {
    return streamed(
        Source.tick(Duration.ZERO, settings.rankings(), NotUsed.getInstance())
            .mapAsync(
                1,
                tick ->
                    question.get().thenApply(Optional::of).exceptionally(late -> Optional.empty()))
            .filter(Optional::isPresent)
            .map(Optional::orElseThrow)
            .statefulMap(
                () -> Optional.<Object>empty(),
                (last, answer) -> {
                  var now = Optional.of(compared.apply(answer));
                  return org.apache.pekko.japi.Pair.create(
                      now, now.equals(last) ? Optional.<T>empty() : Optional.of(answer));
                },
                last -> Optional.empty())
            .filter(Optional::isPresent)
            .map(changed -> text.apply(changed.orElseThrow()))
            .mapMaterializedValue(tick -> NotUsed.getInstance()));
  }

  private HttpResponse streamed(Source<String, NotUsed> events) {
    if (open.get() >= settings.most()) {
      throw Refusal.later(
          429,
          "too_many_event_streams",
          "this node holds at most " + settings.most() + " event streams",
          RETRY_AFTER);
    }
    var bytes =
        events
            .map(json -> ByteString.fromString("data: " + json + "\n\n"))
            .keepAlive(settings.keepAlive(), () -> COMMENT)
            .prepend(Source.single(HELLO))
            .via(stop.flow())
            .watchTermination(
                (start, end) -> {
                  open.incrementAndGet();
                  end.whenComplete((done, failure) -> open.decrementAndGet());
                  return start;
                });
    return HttpResponse.create()
        .withEntity(HttpEntities.createChunked(MediaTypes.TEXT_EVENT_STREAM.toContentType(), bytes))
        .addHeader(Answers.cacheControl(Answers.NO_STORE))
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
  }

  /** How many are open. */
  int open() {
    return open.get();
  }

  /** Ends all of them. */
  void stop() {
    stop.shutdown();
  }
}
