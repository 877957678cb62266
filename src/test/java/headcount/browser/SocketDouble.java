package headcount.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A socket port that speaks the protocol's frames to the page, counts who is there, and can be told
 * to misbehave. One event loop owns all of its state; every method may be called from any thread.
 */
final class SocketDouble implements AutoCloseable {
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final List<Integer> closes = new CopyOnWriteArrayList<>();
  private final RoomDouble room = new RoomDouble();
  private final Channel port;
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean admitting = true;

  SocketDouble() {
    port =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    pipeline(channel);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  String url() {
    return "ws://127.0.0.1:" + ((InetSocketAddress) port.localAddress()).getPort() + "/v1/ws";
  }

  /** The frames of that type that pages have sent so far, oldest first. */
  List<JsonNode> received(String type) {
    return frames.stream().filter(frame -> type.equals(frame.path("type").asText())).toList();
  }

  /** The close codes that pages have sent so far; 1005 where one came without a code. */
  List<Integer> closesReceived() {
    return List.copyOf(closes);
  }

  /** How many upgrades were answered 503 so far. */
  int refusals() {
    return refusals.get();
  }

  /** While not admitting, every upgrade is answered 503. */
  void admitting(boolean yes) {
    admitting = yes;
  }

  /** The figures of a stream as the pages were last told. */
  String figures(String stream) {
    return onLoop(() -> room.figures("viewers", stream));
  }

  /** How many sockets are in session now. */
  int sessions() {
    return onLoop(room::size);
  }

  /** How many anonymous devices were handed out so far. */
  int devices() {
    return onLoop(room::devices);
  }

  /** Sends the same text to every socket in session. */
  void sendAll(String json) {
    onLoop(() -> room.each(channel -> channel.writeAndFlush(new TextWebSocketFrame(json))));
  }

  /** Closes every socket in session with that code. */
  void closeAll(int code) {
    onLoop(
        () ->
            room.each(channel -> channel.writeAndFlush(new CloseWebSocketFrame(code, "said so"))));
  }

  /** Cuts every connection without a close frame, as a lost network would. */
  void cutAll() {
    onLoop(() -> room.each(Channel::close));
  }

  /** From now on a {@code join} of that stream is answered with this text instead. */
  void answerJoin(String stream, String json) {
    onLoop(() -> room.answerJoin(stream, json));
  }

  /** Holds back every {@code connected} until told otherwise. */
  void holdConnected(boolean yes) {
    onLoop(() -> room.hold(yes));
  }

  /** From now on every device handed out so far fails its check. */
  void forgetDevices() {
    onLoop(room::forgetDevices);
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  void count(JsonNode frame) {
    frames.add(frame);
  }

  void countClose(int code) {
    closes.add(code);
  }

  void countRefusal() {
    refusals.incrementAndGet();
  }

  boolean isAdmitting() {
    return admitting;
  }

  private void pipeline(SocketChannel channel) {
    var protocol =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/v1/ws")
            .subprotocols("headcount.v1")
            .handleCloseFrames(false)
            .sendCloseFrame(null)
            .build();
    channel
        .pipeline()
        .addLast(new HttpServerCodec(), new HttpObjectAggregator(8192))
        .addLast(new DoorDouble(this))
        .addLast(new WebSocketServerProtocolHandler(protocol), new FramesDouble(this, room));
  }

  private <T> T onLoop(Supplier<T> work) {
    return loop.next().submit(work::get).syncUninterruptibly().getNow();
  }
}
