package headcount.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a server sent into messages and control frames, by RFC 6455.
 *
 * <p>Two references while nothing is left over; half a frame and the fragments of a message are
 * kept as plain bytes. Deaf after a close frame or the first breach. For one thread.
 */
final class FrameCutter {
  /** The longest message, its fragments together. */
  static final int LONGEST = 65_536;

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final byte[] NOTHING = {};

  /** Who hears of them; buffers are lent for the call. */
  interface Ear {
    /** A whole text message. */
    void text(ByteBuf message);

    /** A ping, to be answered with the same bytes. */
    void ping(ByteBuf bytes);

    /** A close frame; 1005 where it carries no code. */
    void close(int code, String why);

    /** The server broke the protocol; nothing more is read. */
    void broken(String why);
  }

  private byte[] rest = NOTHING;
  private byte @Nullable [] message;
  private boolean over;

  /** Takes the next bytes, all of them. */
  void take(ByteBuf in, Ear ear) {
    if (over) {
      in.skipBytes(in.readableBytes());
      return;
    }
    var all = rest.length == 0 ? in : Unpooled.wrappedBuffer(rest, ByteBufUtil.getBytes(in));
    while (!over && cut(all, ear)) {
      // the next one
    }
    rest = over || !all.isReadable() ? NOTHING : ByteBufUtil.getBytes(all);
    in.skipBytes(in.readableBytes());
  }

  /** Cuts one frame off; false where it is not there wholly. */
  private boolean cut(ByteBuf all, Ear ear) {
    var begin = all.readerIndex();
    var there = all.readableBytes();
    if (there < 2) {
      return false;
    }
    var first = all.getUnsignedByte(begin);
    var second = all.getUnsignedByte(begin + 1);
    var head = second == 126 ? 4 : second == 127 ? 10 : 2;
    if (there < head) {
      return false;
    }
    var length =
        head == 2 ? second : head == 4 ? all.getUnsignedShort(begin + 2) : all.getLong(begin + 2);
    var wrong = wrong(first, second, length);
    if (wrong != null) {
      breach(ear, wrong);
      return false;
    }
    if (there < head + length) {
      return false;
    }
    all.skipBytes(head);
    frame(first, all.readSlice((int) length), ear);
    return true;
  }

  private @Nullable String wrong(int first, int second, long length) {
    var opcode = first & 0x0f;
    var whole = (first & 0x80) != 0;
    if ((first & 0x70) != 0) {
      return "reserved bits are set";
    } else if (second >= 0x80) {
      return "a frame is masked";
    } else if (opcode >= CLOSE) {
      return opcode > PONG
          ? "opcode " + opcode
          : whole && length <= 125 ? null : "a control frame is long or in fragments";
    } else if (opcode != TEXT && opcode != CONTINUATION) {
      return "opcode " + opcode;
    } else if ((opcode == CONTINUATION) != (message != null)) {
      return message == null ? "a fragment without a beginning" : "a message within a message";
    }
    var before = message == null ? 0 : message.length;
    return length < 0 || before + length > LONGEST ? "a message of " + (before + length) : null;
  }

  private void frame(int first, ByteBuf bytes, Ear ear) {
    switch (first & 0x0f) {
      case TEXT, CONTINUATION -> part(bytes, (first & 0x80) != 0, ear);
      case PING -> ear.ping(bytes);
      case CLOSE -> closed(bytes, ear);
      default -> {}
    }
  }

  private void part(ByteBuf bytes, boolean last, Ear ear) {
    if (message == null && last) {
      ear.text(bytes);
      return;
    }
    var before = message == null ? NOTHING : message;
    var grown = Arrays.copyOf(before, before.length + bytes.readableBytes());
    bytes.readBytes(grown, before.length, bytes.readableBytes());
    message = last ? null : grown;
    if (last) {
      ear.text(Unpooled.wrappedBuffer(grown));
    }
  }

  private void closed(ByteBuf bytes, Ear ear) {
    if (bytes.readableBytes() == 1) {
      breach(ear, "a close frame with half a code");
      return;
    }
    over = true;
    var code = bytes.isReadable() ? bytes.readUnsignedShort() : Link.NO_CODE;
    ear.close(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private void breach(Ear ear, String why) {
    over = true;
    ear.broken("the server broke the protocol: " + why);
  }
}
