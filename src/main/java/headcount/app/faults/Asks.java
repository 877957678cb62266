package headcount.app.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks nodes over HTTP; what goes wrong is an answer with status 0. Blocks; thread-safe. */
final class Asks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Status and body. */
  record Answer(int status, String text) {
    boolean ok() {
      return status == 200;
    }

    /** The body as JSON; a missing node where it is none. */
    JsonNode json() {
      try {
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
      } catch (JsonProcessingException notJson) {
        return MissingNode.getInstance();
      }
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  Answer get(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  Answer post(URI address) {
    return send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException gone) {
      return new Answer(0, String.valueOf(gone.getMessage()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Answer(0, "interrupted");
    }
  }

  /** The sum of a meter's values on a node's metrics page; 0 where there is none. */
  double meter(URI management, String name) {
    return meter(management, name, "");
  }

  /** The same of those values that have this tag, such as {@code code="1013"}. */
  double meter(URI management, String name, String tag) {
    return get(management.resolve("/metrics"))
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
