package headcount.load;

import headcount.load.Question.Cached;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The end of one connection: one question at a time, and its answer. For its event loop. */
final class Exchange extends SimpleChannelInboundHandler<HttpObject> {
  private @Nullable ChannelHandlerContext context;
  private @Nullable Turn turn;

  /** A question and what has come of its answer. */
  private static final class Turn {
    private final Asked asked;
    private final BiConsumer<Asked, Exchange> free;
    private final Consumer<Asked> lost;
    private @Nullable Reply reply;
    private boolean lasting;

    Turn(Asked asked, BiConsumer<Asked, Exchange> free, Consumer<Asked> lost) {
      this.asked = asked;
      this.free = free;
      this.lost = lost;
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  /**
   * Asks.
   *
   * @param free takes this connection when it is ready for the next question
   * @param lost takes the question if the connection ends before anything is answered
   */
  void ask(Asked asked, BiConsumer<Asked, Exchange> free, Consumer<Asked> lost) {
    var to = context;
    if (to == null || !to.channel().isActive()) {
      lost.accept(asked);
      return;
    }
    turn = new Turn(asked, free, lost);
    var address = asked.address();
    var query = address.getRawQuery();
    var path = query == null ? address.getRawPath() : address.getRawPath() + "?" + query;
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    request
        .headers()
        .set(HttpHeaderNames.HOST, address.getRawAuthority())
        .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON);
    var _ = to.writeAndFlush(request, to.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    var now = turn;
    if (now == null) {
      return;
    }
    if (part instanceof HttpResponse head) {
      var cached = head.headers().get("X-Cache");
      now.reply = new Reply(head.status().code(), cached == null ? Cached.NONE : Cached.of(cached));
      now.lasting = HttpUtil.isKeepAlive(head);
    }
    if (part instanceof LastHttpContent && now.reply != null) {
      turn = null;
      if (now.lasting && !part.decoderResult().isFailure()) {
        now.free.accept(now.asked, this);
      } else {
        var _ = context.close();
      }
      now.asked.end(part.decoderResult().isFailure() ? Reply.NONE : now.reply);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    var now = turn;
    turn = null;
    if (now == null || now.asked.ended()) {
      return;
    }
    if (now.reply == null) {
      now.lost.accept(now.asked);
    } else {
      now.asked.end(Reply.NONE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
