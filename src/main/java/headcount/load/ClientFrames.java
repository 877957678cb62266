package headcount.load;

import org.jspecify.annotations.Nullable;

/** The texts a viewer sends; stream ids, tokens, devices and resumes need no escaping. */
final class ClientFrames {
  static final String HEARTBEAT = "{\"type\":\"heartbeat\"}";

  private ClientFrames() {}

  static String connect(@Nullable String token, @Nullable String device, @Nullable String resume) {
    var text = new StringBuilder("{\"type\":\"connect\"");
    append(text, "token", token);
    append(text, "device", device);
    append(text, "resume", resume);
    return text.append('}').toString();
  }

  static String join(String stream) {
    return "{\"type\":\"join\",\"stream\":\"" + stream + "\"}";
  }

  static String leave(String stream) {
    return "{\"type\":\"leave\",\"stream\":\"" + stream + "\"}";
  }

  private static void append(StringBuilder text, String field, @Nullable String value) {
    if (value != null) {
      text.append(",\"").append(field).append("\":\"").append(value).append('"');
    }
  }
}
