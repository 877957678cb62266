package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest implements Link.Owner {
  private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (.+)\r\n");

  private final List<String> heard = new ArrayList<>();
  private final Handshake handshake = new Handshake(URI.create("ws://127.0.0.1:9080/v1/ws"), 5);
  private final Link link = new Link(1, new FrameReader(), handshake, this);
  private final EmbeddedChannel channel = new EmbeddedChannel(link);
  private final String request = sent();

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  @Test
  void acceptIsTheOneOfTheRfcsExample() {
    assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void asksForTheSubprotocolAtThePath() {
    assertThat(request)
        .startsWith("GET /v1/ws HTTP/1.1\r\nHost: 127.0.0.1:9080\r\n")
        .contains("Sec-WebSocket-Protocol: headcount.v1\r\n", "Sec-WebSocket-Version: 13\r\n");
  }

  @Test
  void framesThatCameWithTheAnswerAreNotLost() {
    var head =
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nsec-websocket-accept: "
            + Handshake.accept(key())
            + "\r\n\r\n";
    for (var piece : head.split("(?<=\r)", -1)) {
      channel.writeInbound(bytes(piece));
    }
    assertThat(heard).containsExactly("opened");
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 2, '{', '}'}));
    assertThat(heard).containsExactly("opened", "said Malformed[why=no type]");
  }

  @Test
  void serviceUnavailableIsHeardWithItsRetryAfter() {
    channel.writeInbound(
        bytes("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"));
    assertThat(heard).containsExactly("refused 503 after 7");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void wrongAcceptEndsTheSocket() {
    channel.writeInbound(bytes("HTTP/1.1 101 Fine\r\nSec-WebSocket-Accept: nonsense\r\n\r\n"));
    assertThat(heard).singleElement().asString().startsWith("ended 1006");
  }

  @Test
  void connectionLostBeforeTheAnswerIsAnEnd() {
    var _ = channel.close();
    assertThat(heard).singleElement().asString().startsWith("ended 1006");
  }

  private String sent() {
    ByteBuf bytes = channel.readOutbound();
    try {
      return bytes.toString(StandardCharsets.US_ASCII);
    } finally {
      bytes.release();
    }
  }

  private String key() {
    var matcher = KEY.matcher(request);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  @Override
  public void opened(Link opened) {
    heard.add("opened");
  }

  @Override
  public void refused(Link refused, int status, long retryAfterSeconds) {
    heard.add("refused " + status + " after " + retryAfterSeconds);
  }

  @Override
  public void said(Link from, ServerFrame frame) {
    heard.add("said " + frame);
  }

  @Override
  public void ended(Link ended, int code, String why) {
    heard.add("ended " + code + " " + why);
  }
}
