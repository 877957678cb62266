package headcount.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The frames a viewer sends, masked as RFC 6455 demands of clients; texts are ASCII, and stream
 * ids, tokens, devices and resumes need no escaping.
 */
final class ClientFrames {
  static final String HEARTBEAT = "{\"type\":\"heartbeat\"}";

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PONG = 0x8a;

  private ClientFrames() {}

  static String connect(@Nullable String token, @Nullable String device, @Nullable String resume) {
    var text = new StringBuilder(512).append("{\"type\":\"connect\"");
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

  /** A text frame. */
  static ByteBuf text(ByteBufAllocator alloc, String text) {
    var mask = mask(text.hashCode());
    var frame = head(alloc, TEXT, text.length(), mask);
    for (var at = 0; at < text.length(); at++) {
      frame.writeByte(text.charAt(at) ^ key(mask, at));
    }
    return frame;
  }

  /** The answer to a ping. */
  static ByteBuf pong(ByteBufAllocator alloc, ByteBuf bytes) {
    var mask = mask(bytes.hashCode());
    var length = bytes.readableBytes();
    var frame = head(alloc, PONG, length, mask);
    for (var at = 0; at < length; at++) {
      frame.writeByte(bytes.getByte(bytes.readerIndex() + at) ^ key(mask, at));
    }
    return frame;
  }

  /** A close frame; without a code where that is 1005. */
  static ByteBuf close(ByteBufAllocator alloc, int code) {
    var mask = mask(code);
    if (code == Link.NO_CODE) {
      return head(alloc, CLOSE, 0, mask);
    }
    return head(alloc, CLOSE, 2, mask)
        .writeByte(code >>> 8 ^ key(mask, 0))
        .writeByte(code ^ key(mask, 1));
  }

  private static ByteBuf head(ByteBufAllocator alloc, int first, int length, int mask) {
    var frame = alloc.buffer(length + 8).writeByte(first);
    if (length < 126) {
      frame.writeByte(0x80 | length);
    } else {
      frame.writeByte(0x80 | 126).writeShort(length);
    }
    return frame.writeInt(mask);
  }

  /** Not secret, as nobody between a load generator and its server could gain by guessing it. */
  private static int mask(int of) {
    return of * 0x9E3779B9 | 1;
  }

  private static int key(int mask, int at) {
    return mask >>> (24 - 8 * (at & 3));
  }
}
