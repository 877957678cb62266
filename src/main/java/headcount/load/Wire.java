package headcount.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All sockets of one process on one event loop: epoll where there is one, NIO elsewhere.
 *
 * <p>One loop means that tabs, truth and books need no locks; a bigger run takes more processes.
 */
final class Wire implements AutoCloseable {
  private final List<InetAddress> sources;
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final FrameReader reader = new FrameReader();
  private long links;

  Wire(List<InetAddress> sources) {
    this.sources = List.copyOf(sources);
    var io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(1, io);
    this.loop = group.next();
  }

  /** The one loop on which everything happens. */
  EventLoop loop() {
    return loop;
  }

  /** Opens a socket; the owner hears how it went. */
  Link connect(URI webSocket, long nonce, Link.Owner owner) {
    var link = new Link(++links, reader, owner);
    var opening =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Handshake(webSocket, nonce, link));
            link.on(channel);
          }
        };
    var bootstrap = bootstrap().handler(opening);
    var connected = bootstrap.connect(remote(webSocket));
    var _ = connected.addListener((ChannelFuture done) -> whenConnected(done, link));
    return link;
  }

  private Bootstrap bootstrap() {
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(Epoll.isAvailable() ? EpollSocketChannel::new : NioSocketChannel::new)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(1_024));
    if (!sources.isEmpty()) {
      var source = sources.get((int) (links % sources.size()));
      bootstrap.localAddress(new InetSocketAddress(source, 0));
      if (Epoll.isAvailable()) {
        bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
      }
    }
    return bootstrap;
  }

  private static void whenConnected(ChannelFuture done, Link link) {
    if (!done.isSuccess()) {
      link.end(Link.LOST, "no connection: " + done.cause().getMessage());
    }
  }

  private static InetSocketAddress remote(URI webSocket) {
    var port = webSocket.getPort() < 0 ? 80 : webSocket.getPort();
    return InetSocketAddress.createUnresolved(webSocket.getHost(), port);
  }

  /** Closes every socket and ends the loop. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(6, TimeUnit.SECONDS);
  }
}
