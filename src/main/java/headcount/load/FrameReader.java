package headcount.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's text frames in one pass over the bytes, whatever order the fields have.
 *
 * <p>A push goes to many tabs in the same bytes: counts that were read lately are found again, so
 * that they take no parsing, and all tabs share one object. For one thread.
 */
final class FrameReader {
  private static final int KEPT = 1024;

  private static final class Read {
    private final byte[] bytes;
    private final ServerFrame.Count count;

    Read(byte[] bytes, ServerFrame.Count count) {
      this.bytes = bytes;
      this.count = count;
    }
  }

  private final JsonFactory json = new JsonFactory();
  private final CRC32 checksum = new CRC32();
  private final @Nullable Read[] lately = new @Nullable Read[KEPT];
  private byte[] bytes = new byte[1024];
  private String type = "";
  private @Nullable String stream;
  private @Nullable String session;
  private @Nullable String viewer;
  private @Nullable String resume;
  private @Nullable String device;
  private String text = "";
  private String code = "";
  private String quality = "";
  private boolean anonymousViewer;
  private long viewers;
  private long connections;
  private long anonymous;
  private long retryAfter;

  ServerFrame read(ByteBuf content) {
    var length = content.readableBytes();
    if (length > bytes.length) {
      bytes = new byte[Integer.highestOneBit(length) * 2];
    }
    content.getBytes(content.readerIndex(), bytes, 0, length);
    checksum.reset();
    checksum.update(bytes, 0, length);
    var place = (int) checksum.getValue() & KEPT - 1;
    var known = lately[place];
    if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, 0, length)) {
      return known.count;
    }
    var frame = parsed(length);
    if (frame instanceof ServerFrame.Count count) {
      lately[place] = new Read(Arrays.copyOf(bytes, length), count);
    }
    return frame;
  }

  private ServerFrame parsed(int length) {
    clear();
    try (var parser = json.createParser(bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new ServerFrame.Malformed("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var field = parser.currentName();
        var value = parser.nextToken();
        take(field, value, parser);
      }
      return frame();
    } catch (IOException notJson) {
      return new ServerFrame.Malformed("not JSON: " + notJson.getClass().getSimpleName());
    }
  }

  private void clear() {
    type = "";
    stream = null;
    session = null;
    viewer = null;
    resume = null;
    device = null;
    text = "";
    code = "";
    quality = "";
    viewers = -1;
    connections = -1;
    anonymous = -1;
    retryAfter = 0;
    anonymousViewer = false;
  }

  private void take(String field, JsonToken value, JsonParser parser) throws IOException {
    if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
      parser.skipChildren();
    } else if (value == JsonToken.VALUE_STRING) {
      word(field, parser);
    } else if (value == JsonToken.VALUE_NUMBER_INT) {
      number(field, parser.getLongValue());
    } else if (field.equals("anonymous")) {
      anonymousViewer = value == JsonToken.VALUE_TRUE;
    }
  }

  private void word(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "type" -> type = parser.getText();
      case "stream" -> stream = parser.getText();
      case "quality" -> quality = parser.getText();
      case "session" -> session = parser.getText();
      case "viewer" -> viewer = parser.getText();
      case "resume" -> resume = parser.getText();
      case "device" -> device = parser.getText();
      case "code" -> code = parser.getText();
      case "message" -> text = parser.getText();
      default -> {}
    }
  }

  private void number(String field, long value) {
    switch (field) {
      case "viewers" -> viewers = value;
      case "connections" -> connections = value;
      case "anonymous" -> anonymous = value;
      case "retryAfterMillis" -> retryAfter = value;
      default -> {}
    }
  }

  private ServerFrame frame() {
    return switch (type) {
      case "viewers", "joined" -> counted();
      case "left" -> stream == null ? missing() : new ServerFrame.Left(stream);
      case "connected" ->
          session == null || viewer == null || resume == null
              ? missing()
              : new ServerFrame.Connected(session, viewer, resume, device, anonymousViewer);
      case "error" -> new ServerFrame.Refused(code, text);
      case "reconnect" -> new ServerFrame.Reconnect(retryAfter);
      case "" -> new ServerFrame.Malformed("no type");
      default -> new ServerFrame.Unknown(type);
    };
  }

  private ServerFrame counted() {
    if (stream == null || viewers < 0 || connections < 0 || anonymous < 0 || quality.isEmpty()) {
      return missing();
    }
    var figures = new Figures(viewers, connections, anonymous);
    return type.equals("joined")
        ? new ServerFrame.Joined(stream, figures, quality)
        : new ServerFrame.Viewers(stream, figures, quality);
  }

  private ServerFrame missing() {
    return new ServerFrame.Malformed("a field is missing in " + type);
  }
}
