package headcount.load;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * One socket of a simulated tab, from the connect to its end.
 *
 * <p>Lives on its channel's event loop; the owner hears of exactly one end, and of nothing after
 * {@link #drop}.
 */
final class Link extends SimpleChannelInboundHandler<WebSocketFrame> {
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
  private @Nullable Owner owner;
  private @Nullable Channel channel;
  private Ears ears = Ears.OPEN;
  private boolean closeSent;

  Link(long id, FrameReader reader, Owner owner) {
    this.id = id;
    this.reader = reader;
    this.owner = owner;
  }

  /** Tells this socket from every other of the run. */
  long id() {
    return id;
  }

  void on(Channel opening) {
    channel = opening;
    if (owner == null) {
      var _ = opening.close();
    }
  }

  void opened() {
    if (owner != null) {
      owner.opened(this);
    }
  }

  void refused(int status, long retryAfterSeconds) {
    var telling = owner;
    owner = null;
    if (telling != null) {
      telling.refused(this, status, retryAfterSeconds);
    }
  }

  void end(int code, String why) {
    var telling = owner;
    owner = null;
    if (telling != null) {
      telling.ended(this, code, why);
    }
  }

  /** Writes a text frame; it leaves with the next {@link #flush}. */
  void write(String text) {
    if (channel != null && ears == Ears.OPEN && !closeSent) {
      var bytes = ByteBufUtil.writeAscii(channel.alloc(), text);
      var _ = channel.write(new TextWebSocketFrame(bytes), channel.voidPromise());
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
      var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, ""), channel.voidPromise());
    }
  }

  /**
   * Ends the connection without a close frame, by a reset where asked to; the owner hears nothing.
   */
  void drop(boolean reset) {
    owner = null;
    if (channel != null) {
      if (reset) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      }
      var _ = channel.close();
    }
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
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (ears == Ears.SHUT) {
      return;
    }
    switch (frame) {
      case TextWebSocketFrame text when text.isFinalFragment() -> heard(text);
      case PingWebSocketFrame ping -> answer(context, ping);
      case CloseWebSocketFrame close -> closed(context, close);
      case PongWebSocketFrame _ -> {}
      default -> end(LOST, "the server sent a " + frame.getClass().getSimpleName());
    }
  }

  private void heard(TextWebSocketFrame text) {
    if (owner != null) {
      owner.said(this, reader.read(text.content()));
    }
  }

  private void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
    if (ears == Ears.OPEN && !closeSent) {
      var _ =
          context.writeAndFlush(
              new PongWebSocketFrame(ping.content().retain()), context.voidPromise());
    }
  }

  private void closed(ChannelHandlerContext context, CloseWebSocketFrame close) {
    var code = close.statusCode() < 0 ? NO_CODE : close.statusCode();
    var why = close.reasonText();
    if (ears == Ears.OPEN && !closeSent) {
      closeSent = true;
      var answer = code == NO_CODE ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
      var _ = context.writeAndFlush(answer, context.voidPromise());
    }
    end(code, why);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(LOST, "the connection was lost");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(LOST, String.valueOf(cause.getMessage()));
    var _ = context.close();
  }
}
