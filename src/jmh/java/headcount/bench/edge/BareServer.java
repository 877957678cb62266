package headcount.bench.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The peer: a WebSocket server of Netty's own parts, without actors, sessions, tokens, presence or
 * stores. It answers a join and a leave with fixed text, echoes heartbeats, and writes one frame,
 * framed beforehand, to everybody who joined.
 */
public final class BareServer {
  private static final byte[] COUNT =
      ("{\"type\":\"viewers\",\"stream\":\"s1\",\"viewers\":15000,\"connections\":15000,"
              + "\"anonymous\":0,\"asOf\":1790000000000,\"quality\":\"exact\"}")
          .getBytes(StandardCharsets.US_ASCII);

  private BareServer() {}

  /** Listens on the port given, until it is killed. */
  public static void main(String[] arguments) {
    var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    var everybody = new ArrayList<Channel>();
    new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(512))
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(4096, 8192))
        .childHandler(new Opening(everybody))
        .bind("127.0.0.1", Integer.parseInt(arguments[0]))
        .syncUninterruptibly()
        .channel()
        .closeFuture()
        .syncUninterruptibly();
  }

  private static final class Opening extends ChannelInitializer<Channel> {
    private final List<Channel> everybody;
    private final WebSocketServerProtocolConfig config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/v1/ws")
            .decoderConfig(
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(8192)
                    .withUTF8Validator(false)
                    .build())
            .build();

    Opening(List<Channel> everybody) {
      this.everybody = everybody;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(8192),
              new WebSocketServerProtocolHandler(config),
              new Socket(everybody));
    }
  }

  private static final class Socket extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final int LETTER = 9;

    private final List<Channel> everybody;
    private boolean joined;

    Socket(List<Channel> everybody) {
      this.everybody = everybody;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      String text = frame.text();
      switch (text.charAt(LETTER)) {
        case 'j' -> {
          if (!joined) {
            joined = true;
            everybody.add(context.channel());
          }
          answer(context, text.replace("join", "joined"));
        }
        case 'l' -> answer(context, text.replace("leave", "left"));
        case 'h' -> answer(context, text);
        case 'p' -> push(context);
        default -> answer(context, "{\"type\":\"connected\"}");
      }
    }

    private static void answer(ChannelHandlerContext context, String text) {
      context.writeAndFlush(new TextWebSocketFrame(text), context.voidPromise());
    }

    private void push(ChannelHandlerContext context) {
      ByteBuf shared = context.alloc().directBuffer(COUNT.length + 2);
      shared.writeByte(0x81).writeByte(COUNT.length).writeBytes(Unpooled.wrappedBuffer(COUNT));
      for (Channel each : everybody) {
        each.writeAndFlush(shared.retainedDuplicate(), each.voidPromise());
      }
      shared.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      // linear, but those who come and go are few at a time where this is measured
      everybody.remove(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
