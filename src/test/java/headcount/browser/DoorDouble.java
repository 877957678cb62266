package headcount.browser;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** The door of the double: while it does not admit, an upgrade is answered 503. */
final class DoorDouble extends ChannelInboundHandlerAdapter {
  private final SocketDouble socket;

  DoorDouble(SocketDouble socket) {
    this.socket = socket;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof FullHttpRequest request) || socket.isAdmitting()) {
      context.fireChannelRead(message);
      return;
    }
    request.release();
    socket.countRefusal();
    var answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE);
    answer.headers().set(HttpHeaderNames.RETRY_AFTER, 1).set(HttpHeaderNames.CONTENT_LENGTH, 0);
    var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }
}
