package headcount.socket;

import headcount.access.NetworkBucket;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A connection's first handler: takes one request, answers it or hands the channel to a {@link
 * Spawner}, and waits for a request no longer than the connect timeout. Confined to its loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is seen
final class UpgradeHandler extends SimpleChannelInboundHandler<HttpObject> {
  private final LoopEdge edge;
  private final ActorRef<Spawner.Command> spawner;
  private boolean judged;
  private boolean answered;
  private @Nullable Patience patience;

  UpgradeHandler(LoopEdge edge, ActorRef<Spawner.Command> spawner) {
    this.edge = edge;
    this.spawner = spawner;
  }

  /** Closes a channel that asks for nothing. */
  private final class Patience extends Timed {
    private final ChannelHandlerContext context;
    private final long until;

    Patience(ChannelHandlerContext context) {
      this.context = context;
      this.until = edge.nowNanos() + edge.settings().deadlines().connect().toNanos();
      edge.wheel().schedule(this, until);
    }

    @Override
    void due(long now) {
      if (now - until < 0) {
        edge.wheel().schedule(this, until);
      } else {
        context.close();
      }
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    patience = new Patience(context);
    context.fireChannelActive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (patience != null) {
      edge.wheel().cancel(patience);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (answered || !(part instanceof HttpRequest request)) {
      return;
    }
    if (judged) {
      context.close();
      return;
    }
    judged = true;
    switch (new Handshake(edge.node).judge(request)) {
      case Handshake.Answer answer -> answer(context, answer);
      case Handshake.Upgrade upgrade -> {
        context.channel().config().setAutoRead(false);
        int network = network(context, request);
        spawner.tell(new Spawner.Open(new Connection.Open(context.channel(), upgrade, network)));
      }
    }
  }

  private void answer(ChannelHandlerContext context, Handshake.Answer answer) {
    edge.meters().refused(answer.status());
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set("Content-Type", "application/json")
        .set("Content-Length", body.length)
        .set("Cache-Control", "no-store")
        .set("Connection", "close");
    answer.headers().forEach((name, value) -> response.headers().set(name, value));
    if (answer.status() == 426) {
      response.headers().set("Connection", List.of("close", "Upgrade"));
    }
    answered = true;
    LastWord.say(context.channel(), response);
  }

  /** The bucket of the client's address: the peer's, or what the trusted proxies saw. */
  private int network(ChannelHandlerContext context, HttpRequest request) {
    NetworkBucket buckets = edge.access().networks();
    int proxies = edge.settings().admission().proxies();
    List<String> hops =
        request.headers().getAll("X-Forwarded-For").stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .map(String::strip)
            .toList();
    if (proxies > 0 && hops.size() >= proxies) {
      byte[] address = NetUtil.createByteArrayFromIpAddressString(hops.get(hops.size() - proxies));
      return address == null ? 0 : bucket(buckets, address);
    }
    return context.channel().remoteAddress() instanceof InetSocketAddress peer
        ? buckets.of(peer.getAddress())
        : 0;
  }

  private static int bucket(NetworkBucket buckets, byte[] address) {
    try {
      return buckets.of(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      return 0;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
