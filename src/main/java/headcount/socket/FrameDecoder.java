package headcount.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/** Netty's frame decoder, strict, and without closing the channel by itself. */
final class FrameDecoder extends WebSocket13FrameDecoder {
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
