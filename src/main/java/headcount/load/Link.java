package headcount.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a simulated tab, from the connect to its end: the only handler of its channel.
 *
 * <p>Lives on its channel's event loop; the owner hears of exactly one end, and of nothing after
 * {@link #drop}.
 */
final class Link extends ChannelInboundHandlerAdapter implements FrameCutter.Ear {
  static final int NORMAL = 1000;
  static final int NO_CODE = 1005;
  static final int LOST = 1006;

  /** Whoever a socket belongs to. */
  interface Owner {
    /** The upgrade was answered with 101. */
    void opened(Link link);

    /** The upgrade was answered with another status. */
    void refused(Link link, int status, long retryAfterSeconds);

    /** A text frame came. */
    void said(Link link, ServerFrame frame);

    /** The socket is of no more use; 1006 where no close frame came. */
    void ended(Link link, int code, String why);
  }

  private enum Ears {
    OPEN,
    SILENT,
    SHUT
  }

  private final long id;
  private final FrameReader reader;
  private final FrameCutter cutter = new FrameCutter();
  private @Nullable Handshake handshake;
  private @Nullable Owner owner;
  private @Nullable Channel channel;
  private Ears ears = Ears.OPEN;
  private boolean closeSent;
  private boolean napped;

  Link(long id, FrameReader reader, Handshake handshake, Owner owner) {
    this.id = id;
    this.reader = reader;
    this.handshake = handshake;
    this.owner = owner;
  }

  /** Tells this socket from every other of the run. */
  long id() {
    return id;
  }

  /** Whether it waits for its connection. */
  boolean connecting() {
    return owner != null && channel != null && channel.isOpen() && !channel.isActive();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (handshake != null) {
      var request = ByteBufUtil.writeAscii(context.alloc(), handshake.request());
      var _ = context.writeAndFlush(request, context.voidPromise());
    }
  }

  /** It will not come to a session: no connection, or no answer in time. */
  void fail(String why) {
    end(LOST, why);
    if (channel != null) {
      var _ = channel.close();
    }
  }

  private void end(int code, String why) {
    var telling = owner;
    owner = null;
    if (telling != null) {
      telling.ended(this, code, why);
    }
  }

  /** Writes a text frame; it leaves with the next {@link #flush}. */
  void write(String text) {
    if (channel != null && ears == Ears.OPEN && !closeSent) {
      var _ = channel.write(ClientFrames.text(channel.alloc(), text), channel.voidPromise());
    }
  }

  void flush() {
    if (channel != null) {
      channel.flush();
    }
  }

  /** Asks for an orderly end; the owner hears of it when the server has answered. */
  void close(int code) {
    if (channel != null && !closeSent) {
      closeSent = true;
      var frame = ClientFrames.close(channel.alloc(), code);
      var _ = channel.writeAndFlush(frame, channel.voidPromise());
    }
  }

  /**
   * Ends the connection without a close frame, by a reset where asked to; the owner hears nothing.
   */
  void drop(boolean reset) {
    owner = null;
    if (channel != null) {
      if (reset && channel.isOpen()) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      }
      var _ = channel.close();
    }
  }

  /** Reads nothing from now on, or goes on; what is sent goes on, but pings are not heard. */
  void pause(boolean paused) {
    if (channel != null && ears == Ears.OPEN) {
      napped = true;
      channel.config().setAutoRead(!paused);
    }
  }

  /** Whether it ever read nothing for a while: what it hears may be old through its own fault. */
  boolean napped() {
    return napped;
  }

  /** The owner hears nothing more of it. */
  void disown() {
    owner = null;
  }

  /** From now on nothing is sent, not even a pong; reading goes on unless deaf. */
  void fallSilent(boolean deaf) {
    flush();
    ears = deaf ? Ears.SHUT : Ears.SILENT;
    if (deaf && channel != null) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var in = (ByteBuf) message;
    try {
      if (handshake != null) {
        answered(context, handshake.read(in));
      }
      if (handshake == null && in.isReadable() && ears != Ears.SHUT) {
        cutter.take(in, this);
      }
    } finally {
      in.release();
    }
  }

  private void answered(ChannelHandlerContext context, Handshake.@Nullable Answer answer) {
    switch (answer) {
      case null -> {}
      case Handshake.Answer.Upgraded() -> {
        handshake = null;
        if (owner != null) {
          owner.opened(this);
        }
      }
      case Handshake.Answer.Refused(var status, var seconds) -> {
        var telling = owner;
        owner = null;
        if (telling != null) {
          telling.refused(this, status, seconds);
        }
        var _ = context.close();
      }
      case Handshake.Answer.Broken(var why) -> fail(why);
    }
  }

  @Override
  public void text(ByteBuf message) {
    if (owner != null) {
      owner.said(this, reader.read(message));
    }
  }

  @Override
  public void ping(ByteBuf bytes) {
    if (channel != null && ears == Ears.OPEN && !closeSent) {
      var pong = ClientFrames.pong(channel.alloc(), bytes);
      var _ = channel.writeAndFlush(pong, channel.voidPromise());
    }
  }

  @Override
  public void close(int code, String why) {
    if (channel != null && ears == Ears.OPEN && !closeSent) {
      close(code);
    }
    end(code, why);
  }

  @Override
  public void broken(String why) {
    fail(why);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    var lost =
        handshake == null
            ? "the connection was lost"
            : "the connection was lost before the upgrade";
    end(LOST, lost);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(String.valueOf(cause.getMessage()));
  }
}
