package headcount.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Whether the nodes take viewers: {@code GET /ready} on the management port says 200. */
public final class Readiness {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final long PAUSE_MILLIS = 100;

  private Readiness() {}

  /**
   * Returns when every node is ready.
   *
   * @param alive whether that node still runs
   * @param failure thrown when one ended or the time is up
   */
  static void await(DevPlan plan, IntPredicate alive, Supplier<RuntimeException> failure)
      throws InterruptedException {
    var management =
        IntStream.range(0, plan.nodes())
            .mapToObj(index -> URI.create("http://127.0.0.1:" + plan.ports(index).management()))
            .toList();
    await(management, alive, failure);
  }

  /**
   * Returns when every node with such a management address is ready.
   *
   * @param alive whether that one still runs, numbered as they stand in the list
   * @param failure thrown when one ended or the time is up
   */
  public static void await(
      List<URI> management, IntPredicate alive, Supplier<RuntimeException> failure)
      throws InterruptedException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    try (var client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
      for (var index = 0; index < management.size(); index++) {
        while (!isReady(client, management.get(index))) {
          if (!alive.test(index) || System.nanoTime() - deadline > 0) {
            throw failure.get();
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    }
  }

  private static boolean isReady(HttpClient client, URI management) throws InterruptedException {
    var address = management.resolve("/ready");
    var request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
