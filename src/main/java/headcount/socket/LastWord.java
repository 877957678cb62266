package headcount.socket;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection so that its last message arrives. A close with bytes still unread is a reset,
 * and a reset takes with it what the peer has not yet read: so only our half is closed, what still
 * comes is read and dropped by the caller, and the peer's end, or two seconds, closes the rest. RFC
 * 6455, section 7.1.1, asks for the same.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is seen
final class LastWord {
  private static final int LINGER_MILLIS = 2000;

  private LastWord() {}

  /** Sends the message and ends; to be called on the channel's event loop, or from anywhere. */
  static void say(Channel channel, Object message) {
    channel.writeAndFlush(message).addListener(_ -> ((DuplexChannel) channel).shutdownOutput());
    var late =
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    // otherwise every connection that has ended would be kept for as long
    channel.closeFuture().addListener(_ -> late.cancel(false));
  }
}
