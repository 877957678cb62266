package headcount.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads heartbeats, joins and leaves as most clients write them, without blanks and with the type
 * first, by comparing bytes; what it does not know is {@link FrameReader}'s, which reads the same
 * out of these. Thread-safe.
 */
final class UsualSpelling {
  private static final ByteBuf HEARTBEAT = bytes("{\"type\":\"heartbeat\"}");
  private static final ByteBuf JOIN = bytes("{\"type\":\"join\",\"stream\":\"");
  private static final ByteBuf LEAVE = bytes("{\"type\":\"leave\",\"stream\":\"");
  private static final int END = 2;

  private UsualSpelling() {}

  private static ByteBuf bytes(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return Unpooled.unreleasableBuffer(Unpooled.directBuffer(ascii.length).writeBytes(ascii));
  }

  /** The frame of a whole text, null where it is spelt in another way. */
  static @Nullable ClientFrame read(ByteBuf text) {
    if (text.readableBytes() == HEARTBEAT.readableBytes() && begins(text, HEARTBEAT)) {
      return ClientFrame.Heartbeat.ONE;
    }
    if (begins(text, JOIN)) {
      String stream = plain(text, JOIN.readableBytes());
      return stream == null ? null : new ClientFrame.Join(stream, null);
    }
    if (begins(text, LEAVE)) {
      String stream = plain(text, LEAVE.readableBytes());
      return stream == null ? null : new ClientFrame.Leave(stream);
    }
    return null;
  }

  private static boolean begins(ByteBuf text, ByteBuf with) {
    int length = with.readableBytes();
    return text.readableBytes() >= length
        && ByteBufUtil.equals(text, text.readerIndex(), with, 0, length);
  }

  /**
   * The text from there to the closing quote and brace that end all, if nothing in it is special.
   */
  private static @Nullable String plain(ByteBuf text, int from) {
    int start = text.readerIndex() + from;
    int end = text.writerIndex() - END;
    if (end < start || text.getByte(end) != '"' || text.getByte(end + 1) != '}') {
      return null;
    }
    for (int i = start; i < end; i++) {
      byte each = text.getByte(i);
      // control and other than ASCII characters, quotes and escapes
      if (each < ' ' || each == '"' || each == '\\') {
        return null;
      }
    }
    return text.toString(start, end - start, StandardCharsets.US_ASCII);
  }
}
