package headcount.socket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** Puts an {@link EdgeServer} together: loops, their dispatchers and spawners, the bound port. */
final class EdgeStart {
  private static final String MAILBOX = "headcount.socket.mailbox";
  private static final int RECEIVE_BYTES = 512;
  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_HEADERS = 8192;

  private final ActorSystem<?> system;
  private final EdgeNode node;
  private final IoEventLoopGroup group;
  private final PooledByteBufAllocator buffers;
  private final List<LoopEdge> loops = new ArrayList<>();
  private final IdentityHashMap<EventLoop, ChannelInitializer<Channel>> initializers =
      new IdentityHashMap<>();
  private final List<ActorRef<Spawner.Command>> spawners = new ArrayList<>();
  private final List<CompletableFuture<Void>> stopped = new ArrayList<>();

  private EdgeStart(ActorSystem<?> system, SocketSettings settings, EdgeParts parts) {
    this.system = system;
    this.node = new EdgeNode(settings, parts);
    int count = node.loops;
    IoHandlerFactory handlers =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group =
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("headcount-socket"), handlers);
    this.buffers =
        new PooledByteBufAllocator(
            true,
            0,
            count,
            PooledByteBufAllocator.defaultPageSize(),
            PooledByteBufAllocator.defaultMaxOrder(),
            PooledByteBufAllocator.defaultSmallCacheSize(),
            PooledByteBufAllocator.defaultNormalCacheSize(),
            false);
  }

  static EdgeServer start(ActorSystem<?> system, SocketSettings settings, EdgeParts parts) {
    var start = new EdgeStart(system, settings, parts);
    start.furnish();
    Channel listener = start.bind();
    return new EdgeServer(
        start.node,
        new NodeEdge(start.node, List.copyOf(start.loops)),
        start.group,
        listener,
        List.copyOf(start.spawners),
        CompletableFuture.allOf(start.stopped.toArray(CompletableFuture[]::new)));
  }

  private void furnish() {
    String prefix = "headcount.socket.loop-" + node.parts.incarnation() + "-";
    for (EventExecutor each : group) {
      var loop = (EventLoop) each;
      String dispatcher = prefix + loops.size();
      LoopDispatcher.register(system, dispatcher, loop);
      var edge = new LoopEdge(node, loop, buffers);
      var props = Props.empty().withDispatcherFromConfig(dispatcher).withMailboxFromConfig(MAILBOX);
      var done = new CompletableFuture<Void>();
      ActorRef<Spawner.Command> spawner =
          system.systemActorOf(new Spawner(edge, props, done), dispatcher.replace('.', '-'), props);
      loops.add(edge);
      spawners.add(spawner);
      stopped.add(done);
      initializers.put(loop, initializer(edge, spawner));
    }
  }

  private static ChannelInitializer<Channel> initializer(
      LoopEdge edge, ActorRef<Spawner.Command> spawner) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel
            .pipeline()
            .addLast(
                new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_HEADERS),
                new UpgradeHandler(edge, spawner));
      }
    };
  }

  private Channel bind() {
    SocketSettings.Listen listen = node.settings.listen();
    Class<? extends ServerChannel> kind =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    var server = new ServerBootstrap();
    int unsent = node.settings.fanout().unsent();
    if (Epoll.isAvailable() && unsent > 0) {
      server.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) unsent);
    }
    ChannelFuture bound =
        server
            .group(group)
            .channel(kind)
            .option(ChannelOption.SO_BACKLOG, listen.backlog())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, buffers)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new Receiving(RECEIVE_BYTES))
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(4096, 8192))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(initializers.get(channel.eventLoop()));
                  }
                })
            .bind(listen.host(), listen.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = group.shutdownGracefully();
      throw new UncheckedIOException(
          new IOException(
              "the socket port cannot listen on %s:%d (headcount.socket.host, .port): %s"
                  .formatted(listen.host(), listen.port(), why(bound.cause())),
              bound.cause()));
    }
    return bound.channel();
  }

  private static String why(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        ? "there is no such host"
        : String.valueOf(cause.getMessage());
  }
}
