package headcount.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's text: one JSON object (RFC 8259) with text members; members that nobody knows
 * are passed over, however they look. Total: it never throws. Thread-safe.
 */
final class FrameReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(256).build())
          .build();

  private FrameReader() {}

  static ClientFrame read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new ClientFrame.Malformed("a frame must be one JSON object");
      }
      var members = new Members();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        members.take(parser);
      }
      return parser.nextToken() == null
          ? members.frame()
          : new ClientFrame.Malformed("something stands behind the JSON object");
    } catch (IOException e) {
      return new ClientFrame.Malformed("a frame must be one JSON object without doubled members");
    }
  }

  /** The members that are known, and which of them are of the wrong kind. */
  private static final class Members {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, JsonToken> others = new HashMap<>();

    void take(JsonParser parser) throws IOException {
      String name = parser.currentName();
      JsonToken kind = parser.nextToken();
      switch (name) {
        case "type", "token", "device", "resume", "stream", "pass" -> {
          if (kind == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getText());
          } else if (kind != JsonToken.VALUE_NULL) {
            others.put(name, kind);
          }
        }
        default -> {}
      }
      parser.skipChildren();
    }

    ClientFrame frame() {
      String type = texts.get("type");
      if (type == null) {
        return new ClientFrame.Malformed("type must be text");
      }
      return switch (type) {
        case "connect" -> checked(connect(), "token", "device", "resume");
        case "join" -> checked(join(), "stream", "pass");
        case "leave" -> checked(leave(), "stream");
        case "heartbeat" -> ClientFrame.Heartbeat.ONE;
        case "refresh" -> checked(refresh(), "token");
        default -> new ClientFrame.Malformed("type is none that is known");
      };
    }

    private ClientFrame connect() {
      return new ClientFrame.Connect(texts.get("token"), texts.get("device"), texts.get("resume"));
    }

    private @Nullable ClientFrame join() {
      String stream = texts.get("stream");
      return stream == null ? null : new ClientFrame.Join(stream, texts.get("pass"));
    }

    private @Nullable ClientFrame leave() {
      String stream = texts.get("stream");
      return stream == null ? null : new ClientFrame.Leave(stream);
    }

    private @Nullable ClientFrame refresh() {
      String token = texts.get("token");
      return token == null ? null : new ClientFrame.Refresh(token);
    }

    /** The frame, unless one of these is not text, or it could not be made without the first. */
    private ClientFrame checked(@Nullable ClientFrame frame, String... names) {
      for (String name : names) {
        if (others.containsKey(name)) {
          return new ClientFrame.Malformed(name + " must be text");
        }
      }
      return frame == null ? new ClientFrame.Malformed(names[0] + " is missing") : frame;
    }
  }
}
