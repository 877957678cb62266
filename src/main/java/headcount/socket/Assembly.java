package headcount.socket;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message as far as its fragments have come. Immutable. */
final class Assembly {
  private final byte[] bytes;
  private final boolean binary;

  private Assembly(byte[] bytes, boolean binary) {
    this.bytes = bytes;
    this.binary = binary;
  }

  /** What a whole message turned out to be. */
  sealed interface Message {}

  /** Text that is none. */
  record NotUtf8() implements Message {}

  /** A frame, perhaps a malformed one. */
  record Whole(ClientFrame frame) implements Message {}

  static Assembly of(WebSocketFrame first) {
    return new Assembly(new byte[0], first instanceof BinaryWebSocketFrame).with(first);
  }

  /** With one more fragment, which the decoder keeps below the limit by itself. */
  Assembly with(WebSocketFrame next) {
    ByteBuf content = next.content();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + content.readableBytes());
    content.getBytes(content.readerIndex(), longer, bytes.length, content.readableBytes());
    return new Assembly(longer, binary);
  }

  boolean tooBig() {
    return bytes.length > FrameDecoder.LONGEST;
  }

  Message read() {
    if (binary) {
      return new Whole(new ClientFrame.Malformed("binary frames are not understood"));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Whole(FrameReader.read(text));
    } catch (CharacterCodingException e) {
      return new NotUtf8();
    }
  }
}
