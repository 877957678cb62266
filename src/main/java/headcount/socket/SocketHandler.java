package headcount.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket's bytes: frames become messages for its actor, answers become bytes. Signs of life
 * and pings are settled here. A close goes out first, then the end of our bytes, and what the
 * client still sends is read and dropped, so that no reset swallows the close code. Confined to its
 * loop, but for {@link #tell}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is seen
final class SocketHandler extends FrameDecoder implements Wire {
  private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);

  private final LoopEdge edge;
  private final Channel channel;
  private final ActorRef<Connection.Command> actor;
  private final ConnectionState state;
  private final int network;
  private @Nullable Assembly partial;
  private boolean deaf;
  private boolean networkTaken;

  SocketHandler(LoopEdge edge, Channel channel, ActorRef<Connection.Command> actor, int network) {
    this.edge = edge;
    this.channel = channel;
    this.actor = actor;
    this.network = network;
    this.state = new ConnectionState(edge, this, edge.node.newSession(), network);
  }

  ConnectionState state() {
    return state;
  }

  /** Turns the channel into a WebSocket; false if it is gone already, or one too many. */
  boolean open(Handshake.Upgrade upgrade) {
    if (!channel.isActive()) {
      edge.wheel().cancel(state);
      return false;
    }
    edge.node.connections.incrementAndGet();
    edge.opened(state);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(this);
    pipeline.remove(UpgradeHandler.class);
    pipeline.remove(HttpServerCodec.class);
    send(answer(upgrade));
    channel.config().setAutoRead(true);
    networkTaken = edge.node.networks.take(network);
    if (!networkTaken) {
      state.close(CloseCode.TOO_MANY, "too many connections from this network");
    }
    return networkTaken;
  }

  private static byte[] answer(Handshake.Upgrade upgrade) {
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + upgrade.accept()
            + (upgrade.subprotocol() ? "\r\nSec-WebSocket-Protocol: " + Handshake.SUBPROTOCOL : "")
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  void came(WebSocketFrame frame) {
    if (!deaf) {
      edge.meters().frameIn();
      if (state.frameCame()) {
        take(frame);
      } else {
        broken(CloseCode.TOO_MANY, "too many frames");
      }
    }
  }

  private void take(WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame ping -> send(ServerFrames.pong(ByteBufUtil.getBytes(ping.content())));
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame close -> {
        deaf = true;
        tell(new Connection.PeerClosed(close.statusCode()));
      }
      default -> assemble(frame);
    }
  }

  private void assemble(WebSocketFrame frame) {
    boolean alone =
        partial == null && frame.isFinalFragment() && frame instanceof TextWebSocketFrame;
    ClientFrame usual = alone ? UsualSpelling.read(frame.content()) : null;
    if (usual != null) {
      said(usual);
      return;
    }
    Assembly message = partial == null ? Assembly.of(frame) : partial.with(frame);
    partial = frame.isFinalFragment() ? null : message;
    if (message.tooBig()) {
      broken(CloseCode.TOO_BIG, CloseCode.TOO_BIG.reason());
    } else if (frame.isFinalFragment()) {
      switch (message.read()) {
        case Assembly.NotUtf8 _ -> broken(CloseCode.NOT_UTF8, CloseCode.NOT_UTF8.reason());
        case Assembly.Whole(ClientFrame read) -> said(read);
      }
    }
  }

  private void said(ClientFrame frame) {
    // the heartbeat of one who has said who he is was a sign of life, and that is all
    if (!(frame instanceof ClientFrame.Heartbeat) || state.greeting()) {
      tell(frame);
    }
  }

  private void broken(CloseCode code, String why) {
    deaf = true;
    partial = null;
    tell(new Connection.Broken(code, why));
  }

  @Override
  public void send(byte[] frame) {
    edge.meters().frameOut();
    edge.outlet.write(channel, frame);
  }

  @Override
  public boolean show(ByteBuf frame) {
    boolean shown = Outlet.show(channel, frame);
    if (shown) {
      edge.meters().pushed();
    }
    return shown;
  }

  @Override
  public long glance() {
    return Outlet.glance(channel);
  }

  @Override
  public void tell(Connection.Command command) {
    actor.tell(command);
  }

  @Override
  public void close(byte[] closeFrame) {
    deaf = true;
    partial = null;
    edge.meters().frameOut();
    ByteBuf last = channel.alloc().directBuffer(closeFrame.length);
    LastWord.say(channel, last.writeBytes(closeFrame));
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    state.writable(channel.isWritable());
    if (channel.isWritable()) {
      state.drained();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    edge.node.connections.decrementAndGet();
    if (networkTaken) {
      edge.node.networks.give(network);
    }
    tell(Connection.Gone.ONE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (deaf || cause instanceof IOException) {
      if (cause instanceof IOException) {
        channel.close();
      }
    } else if (cause instanceof CorruptedWebSocketFrameException corrupt) {
      broken(code(corrupt.closeStatus().code()), String.valueOf(corrupt.getMessage()));
    } else {
      log.error("a connection failed", cause);
      channel.close();
    }
  }

  private static CloseCode code(int number) {
    return switch (number) {
      case 1007 -> CloseCode.NOT_UTF8;
      case 1009 -> CloseCode.TOO_BIG;
      default -> CloseCode.PROTOCOL;
    };
  }
}
