package headcount.socket;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the server says, as whole WebSocket frames (RFC 6455, unmasked, one fragment). */
final class ServerFrames {
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int SHORT_LENGTH = 125;

  private static final byte[] PING_FRAME = framed(PING, new byte[0]);

  private ServerFrames() {}

  /**
   * After a connect.
   *
   * @param device null for viewers with a token
   */
  static byte[] connected(
      SessionId session,
      ViewerId viewer,
      SocketSettings settings,
      String resume,
      @Nullable String device) {
    var json = new StringBuilder(256).append("{\"type\":\"connected\",\"session\":\"");
    json.append(session.value()).append("\",\"viewer\":\"").append(viewer.value());
    json.append("\",\"anonymous\":").append(device != null);
    json.append(",\"heartbeatMillis\":").append(settings.deadlines().heartbeat().toMillis());
    json.append(",\"timeoutMillis\":").append(settings.deadlines().timeout().toMillis());
    json.append(",\"resume\":\"").append(resume).append('"');
    if (device != null) {
      json.append(",\"device\":\"").append(device).append('"');
    }
    return text(json.append('}'));
  }

  static byte[] joined(StreamId stream, Headcount count) {
    return count("joined", stream, count);
  }

  static byte[] viewers(StreamId stream, Headcount count) {
    return count("viewers", stream, count);
  }

  private static byte[] count(String type, StreamId stream, Headcount count) {
    var json = new StringBuilder(192).append("{\"type\":\"").append(type);
    json.append("\",\"stream\":\"").append(stream.text());
    json.append("\",\"viewers\":").append(count.viewers());
    json.append(",\"connections\":").append(count.connections());
    json.append(",\"anonymous\":").append(count.anonymous());
    json.append(",\"asOf\":").append(count.asOfMillis());
    json.append(",\"quality\":\"").append(count.quality().word());
    return text(json.append("\"}"));
  }

  static byte[] left(String stream) {
    return text(new StringBuilder("{\"type\":\"left\",\"stream\":\"").append(stream).append("\"}"));
  }

  static byte[] error(ErrorCode code, String message) {
    var json = new StringBuilder(128).append("{\"type\":\"error\",\"code\":\"");
    json.append(code.word()).append("\",\"message\":\"");
    JsonStringEncoder.getInstance().quoteAsString(message, json);
    return text(json.append("\",\"retryAfterMillis\":0}"));
  }

  static byte[] reconnect(long retryAfterMillis) {
    var json = new StringBuilder("{\"type\":\"reconnect\",\"retryAfterMillis\":");
    return text(json.append(retryAfterMillis).append('}'));
  }

  static byte[] ping() {
    return PING_FRAME;
  }

  /**
   * The answer to a ping.
   *
   * @param payload what the ping carried, at most 125 bytes
   */
  static byte[] pong(byte[] payload) {
    return framed(PONG, payload);
  }

  static byte[] close(int number, String reason) {
    byte[] why = reason.getBytes(StandardCharsets.US_ASCII);
    byte[] payload = new byte[why.length + 2];
    payload[0] = (byte) (number >> 8);
    payload[1] = (byte) number;
    System.arraycopy(why, 0, payload, 2, why.length);
    return framed(CLOSE, payload);
  }

  /** The echo of a close frame that named no code. */
  static byte[] bareClose() {
    return framed(CLOSE, new byte[0]);
  }

  private static byte[] text(StringBuilder json) {
    return framed(TEXT, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] framed(int first, byte[] payload) {
    int header = payload.length <= SHORT_LENGTH ? 2 : 4;
    byte[] frame = new byte[header + payload.length];
    frame[0] = (byte) first;
    if (header == 2) {
      frame[1] = (byte) payload.length;
    } else {
      frame[1] = 126;
      frame[2] = (byte) (payload.length >> 8);
      frame[3] = (byte) payload.length;
    }
    System.arraycopy(payload, 0, frame, header, payload.length);
    return frame;
  }
}
