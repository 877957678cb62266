package headcount.load;

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

/** Asks nodes over HTTP; whatever goes wrong is an answer with status 0. Blocks; thread-safe. */
final class Asking implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Status and body; the body is missing where it was no JSON. */
  record Answer(int status, JsonNode body) {
    boolean ok() {
      return status == 200;
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  Answer get(URI address) {
    var request = HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), parsed(response.body()));
    } catch (IOException _) {
      return new Answer(0, MissingNode.getInstance());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer(0, MissingNode.getInstance());
    }
  }

  private JsonNode parsed(String body) {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
