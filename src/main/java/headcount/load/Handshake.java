package headcount.load;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake of RFC 6455 by hand: the request, and what the server answered to it. For
 * one thread.
 */
final class Handshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int LONGEST_HEAD = 8_192;
  private static final byte[] NOTHING = {};

  /** What became of it. */
  sealed interface Answer {
    /** The socket speaks frames from here on. */
    record Upgraded() implements Answer {}

    /** Another status; the seconds to wait are 0 where none were named. */
    record Refused(int status, long retryAfterSeconds) implements Answer {}

    /** No answer to this request. */
    record Broken(String why) implements Answer {}
  }

  private final URI webSocket;
  private final String key;
  private byte[] head = NOTHING;

  Handshake(URI webSocket, long nonce) {
    this.webSocket = webSocket;
    var bytes = new byte[16];
    for (var at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (nonce >>> (4 * at));
    }
    this.key = Base64.getEncoder().encodeToString(bytes);
  }

  /** What the server must answer to the key. */
  static String accept(String key) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      var digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }

  /** The request, ASCII. */
  String request() {
    return "GET "
        + webSocket.getRawPath()
        + " HTTP/1.1\r\nHost: "
        + webSocket.getAuthority()
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
        + "\r\nSec-WebSocket-Protocol: headcount.v1\r\nSec-WebSocket-Key: "
        + key
        + "\r\n\r\n";
  }

  /** Takes bytes up to the end of the answer's head; nothing while that has not come. */
  @Nullable Answer read(ByteBuf in) {
    var before = head.length;
    var all = Arrays.copyOf(head, before + in.readableBytes());
    in.getBytes(in.readerIndex(), all, before, in.readableBytes());
    var length = length(all);
    if (length < 0) {
      head = all;
      in.skipBytes(in.readableBytes());
      return head.length > LONGEST_HEAD
          ? new Answer.Broken("the answer to the upgrade has no end")
          : null;
    }
    in.skipBytes(length - before);
    return judged(new String(all, 0, length, StandardCharsets.US_ASCII));
  }

  private Answer judged(String text) {
    var status = status(text);
    if (status != 101) {
      return new Answer.Refused(status, retryAfterSeconds(text));
    }
    return accept(key).equals(header(text, "Sec-WebSocket-Accept"))
        ? new Answer.Upgraded()
        : new Answer.Broken("the answer to the upgrade carries a wrong Sec-WebSocket-Accept");
  }

  private static int length(byte[] bytes) {
    for (var at = 3; at < bytes.length; at++) {
      if (bytes[at] == '\n'
          && bytes[at - 1] == '\r'
          && bytes[at - 2] == '\n'
          && bytes[at - 3] == '\r') {
        return at + 1;
      }
    }
    return -1;
  }

  private static int status(String text) {
    if (!text.startsWith("HTTP/1.") || text.length() < 13 || text.charAt(8) != ' ') {
      return 0;
    }
    var status = 0;
    for (var at = 9; at < 12; at++) {
      var digit = Character.digit(text.charAt(at), 10);
      if (digit < 0) {
        return 0;
      }
      status = status * 10 + digit;
    }
    return status;
  }

  private static long retryAfterSeconds(String text) {
    var value = header(text, "Retry-After");
    return value.matches("\\d{1,6}") ? Long.parseLong(value) : 0;
  }

  private static String header(String text, String name) {
    for (var at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n", at + 2)) {
      var colon = at + 2 + name.length();
      if (text.regionMatches(true, at + 2, name, 0, name.length())
          && colon < text.length()
          && text.charAt(colon) == ':') {
        return text.substring(colon + 1, text.indexOf("\r\n", colon)).trim();
      }
    }
    return "";
  }
}
