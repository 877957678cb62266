package headcount.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** One socket of the double: hands frames to the room and echoes a close. */
final class FramesDouble extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SocketDouble socket;
  private final RoomDouble room;

  FramesDouble(SocketDouble socket, RoomDouble room) {
    this.socket = socket;
    this.room = room;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame)
      throws JsonProcessingException {
    if (frame instanceof CloseWebSocketFrame close) {
      socket.countClose(close.statusCode() < 0 ? 1005 : close.statusCode());
      var _ = context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    } else if (frame instanceof TextWebSocketFrame text) {
      var json = JSON.readTree(text.text());
      socket.count(json);
      room.took(context.channel(), json);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    room.gone(context.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
