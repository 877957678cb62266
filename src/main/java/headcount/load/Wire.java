package headcount.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * All sockets of one process on one event loop: epoll where there is one, NIO elsewhere.
 *
 * <p>One loop means that tabs, truth and books need no locks; a bigger run takes more processes.
 * Channels are made by hand, one handler each, without a bootstrap, an initializer or a timer of
 * their own.
 */
final class Wire implements AutoCloseable {
  private static final long PATIENCE = Duration.ofSeconds(10).toNanos();
  private static final RecvByteBufAllocator RECEIVING = new FixedRecvByteBufAllocator(2_048);

  private record Opening(Link link, long deadline) {}

  private final AimSettings.Sockets sockets;
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;
  private final FrameReader reader = new FrameReader();
  private final Map<URI, InetSocketAddress> remotes = new HashMap<>();
  private final ArrayDeque<Opening> openings = new ArrayDeque<>();
  private long links;

  Wire(AimSettings.Sockets sockets) {
    this.sockets = sockets;
    var io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(1, io);
    this.loop = group.next();
    var _ = loop.scheduleWithFixedDelay(this::giveUp, 1, 1, TimeUnit.SECONDS);
  }

  /** The one loop on which everything happens. */
  EventLoop loop() {
    return loop;
  }

  /**
   * Opens a socket; the owner hears how it went, not before this returns. To be called on the loop.
   */
  Link connect(URI webSocket, long nonce, Link.Owner owner) {
    var link = new Link(++links, reader, new Handshake(webSocket, nonce), owner);
    var channel = Epoll.isAvailable() ? new EpollSocketChannel() : new NioSocketChannel();
    configure(channel);
    channel.pipeline().addLast(link);
    var _ = loop.register(channel);
    openings.add(new Opening(link, loop.ticker().nanoTime() + PATIENCE));
    var remote = remotes.computeIfAbsent(webSocket, Wire::remote);
    var connected =
        sockets.sources().isEmpty()
            ? channel.connect(remote)
            : channel.connect(remote, new InetSocketAddress(source(), 0));
    var _ = connected.addListener((ChannelFuture done) -> whenConnected(done, link));
    return link;
  }

  private InetAddress source() {
    return sockets.sources().get((int) (links % sockets.sources().size()));
  }

  private void configure(Channel channel) {
    var config = channel.config();
    config.setRecvByteBufAllocator(RECEIVING);
    config.setConnectTimeoutMillis(0);
    config.setOption(ChannelOption.TCP_NODELAY, true);
    if (sockets.receiveBuffer() > 0) {
      config.setOption(ChannelOption.SO_RCVBUF, sockets.receiveBuffer());
    }
    if (!sockets.sources().isEmpty() && Epoll.isAvailable()) {
      config.setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  }

  private void whenConnected(ChannelFuture done, Link link) {
    if (!done.isSuccess()) {
      loop.execute(() -> link.fail("no connection: " + done.cause().getMessage()));
    }
  }

  /** Ends sockets that did not get a connection in time. */
  private void giveUp() {
    var now = loop.ticker().nanoTime();
    while (!openings.isEmpty() && openings.getFirst().deadline - now < 0) {
      var link = openings.removeFirst().link;
      if (link.connecting()) {
        link.fail("no connection within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s");
      }
    }
  }

  private static InetSocketAddress remote(URI webSocket) {
    return new InetSocketAddress(
        webSocket.getHost(), webSocket.getPort() < 0 ? 80 : webSocket.getPort());
  }

  /** Closes every socket and ends the loop. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(6, TimeUnit.SECONDS);
  }
}
