package headcount.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.util.AsciiString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The opening handshake of RFC 6455 by hand: asks for the upgrade, checks the answer, and leaves
 * the pipeline to the frame codec.
 */
final class Handshake extends ByteToMessageDecoder {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final int LONGEST_HEAD = 8_192;
  private static final int LONGEST_FRAME = 65_536;

  private final URI webSocket;
  private final String key;
  private final Link link;
  private boolean answered;

  Handshake(URI webSocket, long nonce, Link link) {
    this.webSocket = webSocket;
    this.link = link;
    var bytes = String.format(Locale.ROOT, "%016x", nonce).getBytes(StandardCharsets.US_ASCII);
    this.key = Base64.getEncoder().encodeToString(bytes);
  }

  /** What the server must answer to the key. */
  static String accept(String key) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      var digest = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var request =
        "GET "
            + webSocket.getRawPath()
            + " HTTP/1.1\r\nHost: "
            + webSocket.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Protocol: headcount.v1\r\nSec-WebSocket-Key: "
            + key
            + "\r\n\r\n";
    var bytes = ByteBufUtil.writeAscii(context.alloc(), request);
    var _ = context.writeAndFlush(bytes, context.voidPromise());
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (answered) {
      in.skipBytes(in.readableBytes());
      return;
    }
    var length = headLength(in);
    if (length >= 0) {
      answered = true;
      judge(context, in.readCharSequence(length, StandardCharsets.US_ASCII).toString());
    } else if (in.readableBytes() > LONGEST_HEAD) {
      failed(context, "the answer to the upgrade has no end");
    }
  }

  private void judge(ChannelHandlerContext context, String head) {
    var status = status(head);
    if (status != 101) {
      link.refused(status, retryAfterSeconds(head));
      var _ = context.close();
    } else if (!accept(key).equals(header(head, "Sec-WebSocket-Accept"))) {
      failed(context, "the answer to the upgrade carries a wrong Sec-WebSocket-Accept");
    } else {
      var pipeline = context.pipeline();
      pipeline.addLast(new WebSocket13FrameDecoder(false, false, LONGEST_FRAME));
      pipeline.addLast(new WebSocket13FrameEncoder(true));
      pipeline.addLast(link);
      link.opened();
      pipeline.remove(this);
    }
  }

  private void failed(ChannelHandlerContext context, String why) {
    answered = true;
    link.end(Link.LOST, why);
    var _ = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    link.end(Link.LOST, "the connection was lost before the upgrade");
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed(context, String.valueOf(cause.getMessage()));
  }

  private static int headLength(ByteBuf in) {
    for (var at = in.readerIndex(); at + 4 <= in.writerIndex(); at++) {
      var found = true;
      for (var byteAt = 0; byteAt < 4 && found; byteAt++) {
        found = in.getByte(at + byteAt) == END_OF_HEAD[byteAt];
      }
      if (found) {
        return at + 4 - in.readerIndex();
      }
    }
    return -1;
  }

  private static int status(String head) {
    return head.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(head, 9, 12, 10) : 0;
  }

  private static long retryAfterSeconds(String head) {
    var text = header(head, "Retry-After");
    return text.matches("\\d{1,6}") ? Long.parseLong(text) : 0;
  }

  private static String header(String head, String name) {
    for (var line : head.split("\r\n", -1)) {
      var colon = line.indexOf(':');
      if (colon > 0 && AsciiString.contentEqualsIgnoreCase(line.substring(0, colon), name)) {
        return line.substring(colon + 1).trim();
      }
    }
    return "";
  }
}
