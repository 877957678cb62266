package headcount.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A tab on a real socket: says frames, remembers what it was told. */
final class TestTab implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private volatile int closed;
  private @Nullable WebSocket socket;

  static TestTab open(URI address) {
    var tab = new TestTab();
    tab.socket = HTTP.newWebSocketBuilder().buildAsync(address, tab).join();
    return tab;
  }

  TestTab connect(String token) {
    say("{\"type\":\"connect\",\"token\":\"" + token + "\"}");
    first(frame -> is(frame, "connected"));
    return this;
  }

  TestTab connectAnonymous() {
    say("{\"type\":\"connect\"}");
    first(frame -> is(frame, "connected"));
    return this;
  }

  TestTab join(String stream) {
    say("{\"type\":\"join\",\"stream\":\"" + stream + "\"}");
    first(frame -> is(frame, "joined") && frame.path("stream").asText().equals(stream));
    return this;
  }

  TestTab leave(String stream) {
    say("{\"type\":\"leave\",\"stream\":\"" + stream + "\"}");
    return this;
  }

  void say(String frame) {
    var open = socket;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    open.sendText(frame, true).join();
  }

  void close() {
    var open = socket;
    if (open != null) {
      var _ = open.sendClose(1000, "");
    }
  }

  /** The connection is cut without a word. */
  void cut() {
    var open = socket;
    if (open != null) {
      open.abort();
    }
  }

  private static boolean is(JsonNode frame, String type) {
    return frame.path("type").asText().equals(type);
  }

  /** The first frame that fits, awaited. */
  JsonNode first(Predicate<JsonNode> fits) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> frames.stream().anyMatch(fits));
    return frames.stream().filter(fits).findFirst().orElseThrow();
  }

  /** The newest count of the stream that this tab was told; null if none. */
  @Nullable JsonNode newest(String stream) {
    JsonNode newest = null;
    for (JsonNode frame : frames) {
      if ((is(frame, "viewers") || is(frame, "joined"))
          && frame.path("stream").asText().equals(stream)) {
        newest = frame;
      }
    }
    return newest;
  }

  /** Awaits that the newest count is exact and so. */
  void sees(String stream, int viewers, int connections) {
    sees(stream, viewers, connections, PATIENCE);
  }

  void sees(String stream, int viewers, int connections, Duration within) {
    await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(told(stream))
                    .isEqualTo(viewers + " viewers, " + connections + " connections, exact"));
  }

  private String told(String stream) {
    var newest = newest(stream);
    return newest == null
        ? "nothing"
        : newest.path("viewers").asInt()
            + " viewers, "
            + newest.path("connections").asInt()
            + " connections, "
            + newest.path("quality").asText();
  }

  List<JsonNode> frames() {
    return frames;
  }

  /** The close code, awaited. */
  int closed() {
    await().atMost(PATIENCE).until(() -> closed != 0);
    return closed;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      try {
        frames.add(JSON.readTree(part.toString()));
      } catch (Exception garbage) {
        throw new AssertionError(part.toString(), garbage);
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed = code;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed = 1006;
  }
}
