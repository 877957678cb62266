package headcount.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/**
 * Netty's frame decoder, strict, and without closing the channel by itself. It hands its frames to
 * its subclass and not to another handler, which would cost each connection one more place in its
 * pipeline.
 */
abstract class FrameDecoder extends WebSocket13FrameDecoder {
  /** The longest message, and so the longest frame, in bytes. */
  static final int LONGEST = 8192;

  private static final WebSocketDecoderConfig STRICT =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(LONGEST)
          .expectMaskedFrames(true)
          .allowMaskMismatch(false)
          .allowExtensions(false)
          .closeOnProtocolViolation(false)
          .withUTF8Validator(false)
          .build();

  FrameDecoder() {
    super(STRICT);
  }

  /** A frame came; it is released afterwards. */
  abstract void came(WebSocketFrame frame);

  @Override
  protected final void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    super.decode(context, in, out);
    for (int i = 0; i < out.size(); i++) {
      var frame = (WebSocketFrame) out.get(i);
      try {
        came(frame);
      } finally {
        frame.release();
      }
    }
    out.clear();
  }

  /** Stricter than Netty's: one byte holds no code, and there are none from 5000 on. */
  @Override
  protected void checkCloseFrameBody(ChannelHandlerContext context, ByteBuf body) {
    if (body != null && body.isReadable() && !startsWithCode(body)) {
      throw new CorruptedWebSocketFrameException(
          WebSocketCloseStatus.PROTOCOL_ERROR, "a close frame without a close code");
    }
    super.checkCloseFrameBody(context, body);
  }

  private static boolean startsWithCode(ByteBuf body) {
    return body.readableBytes() > 1 && body.getUnsignedShort(body.readerIndex()) < 5000;
  }
}
