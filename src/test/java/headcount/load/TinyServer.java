package headcount.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of the protocol on real sockets to try the load generator against, with flaws on
 * demand.
 */
final class TinyServer implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ObjectMapper json = new ObjectMapper();
  private final TinyRooms rooms;
  private final List<Channel> ports = new ArrayList<>();
  private final List<Channel> sockets = new ArrayList<>();

  TinyServer(int nodes, TinyRooms.Flaw flaw) {
    rooms = new TinyRooms(flaw);
    for (var node = 0; node < nodes; node++) {
      ports.add(bind());
    }
    var _ =
        group
            .next()
            .scheduleWithFixedDelay(
                () -> rooms.tick(System.nanoTime()), 50, 50, TimeUnit.MILLISECONDS);
  }

  /** One HTTP address a node; all share their rooms. */
  List<URI> nodes() {
    return ports.stream().map(port -> URI.create("http://" + authority(port))).toList();
  }

  /** The same as socket addresses. */
  List<URI> webSockets() {
    return ports.stream().map(port -> URI.create("ws://" + authority(port) + "/v1/ws")).toList();
  }

  private static String authority(Channel port) {
    return "127.0.0.1:" + ((InetSocketAddress) port.localAddress()).getPort();
  }

  private Channel bind() {
    return new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                sockets.add(channel);
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536), new Door());
              }
            })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .syncUninterruptibly()
        .channel();
  }

  /** The node dies: its port and all its sockets close without a word. */
  void lose(int node) {
    var port = ports.get(node);
    var _ =
        group
            .next()
            .submit(
                () -> {
                  var _ = port.close();
                  for (var socket : sockets) {
                    if (socket.parent().equals(port)) {
                      var _ = socket.close();
                    }
                  }
                });
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  private final class Door extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      var query = new QueryStringDecoder(request.uri());
      var path = query.path();
      if (path.equals("/v1/ws")) {
        upgrade(context, request);
      } else if (path.equals("/ready")) {
        answer(context, HttpResponseStatus.OK, "{}");
      } else if (path.equals("/v1/client")) {
        var body =
            "{\"webSocket\":\"ws://"
                + request.headers().get("Host")
                + "/v1/ws\",\"heartbeatMillis\":1000}";
        answer(context, HttpResponseStatus.OK, body);
      } else if (path.equals("/v1/streams/viewers")) {
        var ids = query.parameters().getOrDefault("ids", List.of("")).getFirst();
        answer(
            context, HttpResponseStatus.OK, "{\"items\":[" + String.join(",", bodies(ids)) + "]}");
      } else if (path.matches("/v1/streams/[^/]+/viewers")) {
        one(context, path.substring("/v1/streams/".length(), path.length() - "/viewers".length()));
      } else {
        answer(context, HttpResponseStatus.NOT_FOUND, "{}");
      }
    }

    private List<String> bodies(String ids) {
      var bodies = new ArrayList<String>();
      for (var id : ids.split(",", -1)) {
        bodies.add("{" + rooms.listed(id) + "}");
      }
      return bodies;
    }

    private void one(ChannelHandlerContext context, String stream) {
      var known = rooms.known(stream);
      answer(
          context,
          known ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND,
          known ? "{" + rooms.figures(stream) + "}" : "{\"code\":\"stream_not_found\"}");
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
      var handshaker =
          new WebSocketServerHandshakerFactory("ws://tiny/v1/ws", "headcount.v1", false)
              .newHandshaker(request);
      var _ = handshaker.handshake(context.channel(), request);
      context.pipeline().addLast(new Seat());
    }

    private static void answer(
        ChannelHandlerContext context, HttpResponseStatus status, String body) {
      var content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
      var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
      HttpUtil.setContentLength(response, content.readableBytes());
      var _ = context.writeAndFlush(response);
    }
  }

  private final class Seat extends SimpleChannelInboundHandler<WebSocketFrame> {
    private TinyRooms.@Nullable Session session;

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame)
        throws Exception {
      if (session != null) {
        session.seen(System.nanoTime());
      }
      if (frame instanceof TextWebSocketFrame text) {
        taken(context, json.readTree(text.text()));
      } else if (frame instanceof CloseWebSocketFrame close) {
        rooms.gone(session);
        var answer = context.writeAndFlush(new CloseWebSocketFrame(close.statusCode(), ""));
        var _ = answer.addListener(ChannelFutureListener.CLOSE);
      }
    }

    private void taken(ChannelHandlerContext context, JsonNode frame) throws Exception {
      var stream = frame.path("stream").asText();
      switch (frame.path("type").asText()) {
        case "connect" -> session = rooms.connect(subject(frame), frame, new Out(context));
        case "join" -> rooms.join(session, stream);
        case "leave" -> rooms.leave(session, stream);
        default -> {}
      }
    }

    private @Nullable String subject(JsonNode frame) throws Exception {
      if (!frame.has("token")) {
        return null;
      }
      var claims = frame.path("token").asText().split("\\.", -1)[1];
      return json.readTree(Base64.getUrlDecoder().decode(claims)).path("sub").asText();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      rooms.gone(session);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
      var _ = context.close();
    }
  }

  private record Out(ChannelHandlerContext context) implements TinyRooms.Screen {
    @Override
    public void send(String text) {
      var _ = context.writeAndFlush(new TextWebSocketFrame(text));
    }

    @Override
    public void ping() {
      var _ = context.writeAndFlush(new PingWebSocketFrame());
    }

    @Override
    public void close(int code) {
      var _ = context.writeAndFlush(new CloseWebSocketFrame(code, ""));
      var _ = context.executor().schedule(this::end, 2, TimeUnit.SECONDS);
    }

    private void end() {
      var _ = context.close();
    }
  }
}
