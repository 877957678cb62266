package headcount.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks over HTTP/1.1 on connections that are kept. One event loop waits for the moments, writes the
 * questions and reads the answers, so that no thread has to wake another between the moment a
 * question is due and its end: latencies are the node's. A question whose kept connection turns out
 * to be closed is asked once more on a new one. Thread-safe.
 */
final class Inquiry implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int HTTP_PORT = 80;

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final Map<InetSocketAddress, ArrayDeque<Exchange>> idle = new HashMap<>();

  Inquiry() {
    var epoll = Epoll.isAvailable();
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.loop = group.next();
    this.bootstrap =
        new Bootstrap()
            .group(group)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec(), new Exchange());
                  }
                });
  }

  /**
   * Asks at that moment, and tells on the loop when the last byte of the answer is there.
   *
   * @param atNanos of {@link System#nanoTime}; at once if it is over
   */
  void ask(URI address, long atNanos, Consumer<Reply> told) {
    var _ =
        loop.schedule(
            () -> ask(new Asked(address, told)),
            Math.max(0, atNanos - System.nanoTime()),
            TimeUnit.NANOSECONDS);
  }

  private void ask(Asked asked) {
    var patience =
        loop.schedule(() -> asked.end(Reply.NONE), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    asked.whenEnded(() -> patience.cancel(false));
    var kept = idle.computeIfAbsent(remote(asked.address()), _ -> new ArrayDeque<>()).pollFirst();
    if (kept == null) {
      connect(asked);
    } else {
      kept.ask(asked, this::keep, this::connect);
    }
  }

  private void connect(Asked asked) {
    var _ =
        bootstrap
            .connect(remote(asked.address()))
            .addListener(
                (ChannelFuture done) -> {
                  if (done.isSuccess()) {
                    var exchange = done.channel().pipeline().get(Exchange.class);
                    exchange.ask(asked, this::keep, again -> again.end(Reply.NONE));
                  } else {
                    asked.end(Reply.NONE);
                  }
                });
  }

  /** The one that was used last is the next: the others may end. */
  private void keep(Asked asked, Exchange exchange) {
    idle.computeIfAbsent(remote(asked.address()), _ -> new ArrayDeque<>()).addFirst(exchange);
  }

  private static InetSocketAddress remote(URI address) {
    return new InetSocketAddress(
        address.getHost(), address.getPort() < 0 ? HTTP_PORT : address.getPort());
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(6, TimeUnit.SECONDS);
  }
}
