package headcount.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes whole frames to the sockets of one event loop. Where nothing waits in front of it a frame
 * goes straight to the kernel, past the pipeline and its queue of writes; what the kernel does not
 * take at once, and what comes behind that, goes through them. A socket that ends takes nothing
 * more. Confined to the loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is seen
final class Outlet {
  private static final int LONGEST = 1024;

  private final ByteBufAllocator buffers;
  private final ByteBuf own = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(LONGEST));

  Outlet(ByteBufAllocator buffers) {
    this.buffers = buffers;
  }

  /** Writes a frame for one socket. */
  void write(Channel channel, byte[] frame) {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    if (queue == null) {
      return;
    }
    int taken = 0;
    if (frame.length <= LONGEST && isStraight(channel, queue)) {
      taken = straight(channel, own.clear().writeBytes(frame));
    }
    if (taken >= 0 && taken < frame.length) {
      ByteBuf rest = buffers.directBuffer(frame.length - taken);
      rest.writeBytes(frame, taken, frame.length - taken);
      channel.writeAndFlush(rest, channel.voidPromise());
    }
  }

  /**
   * Writes a frame that many sockets get; it stays the caller's, as it is.
   *
   * @return false if the socket is full or gone, and the frame was not written
   */
  static boolean show(Channel channel, ByteBuf shared) {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    if (queue == null) {
      return false;
    }
    // where nothing waits it is not full either
    boolean straight = isStraight(channel, queue);
    if (!straight && !queue.isWritable()) {
      return false;
    }
    int taken = straight ? straight(channel, shared) : 0;
    int left = shared.readableBytes() - taken;
    if (taken >= 0 && left > 0) {
      ByteBuf rest = shared.retainedSlice(shared.readerIndex() + taken, left);
      channel.writeAndFlush(rest, channel.voidPromise());
    }
    return true;
  }

  /** Looks at all that {@link #show} will look at; the number says nothing. */
  static long glance(Channel channel) {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    long waiting = queue == null ? 0 : queue.totalPendingWriteBytes();
    return channel instanceof UnixChannel unix ? waiting + unix.fd().intValue() : waiting;
  }

  private static boolean isStraight(Channel channel, ChannelOutboundBuffer queue) {
    return queue.totalPendingWriteBytes() == 0 && channel instanceof UnixChannel;
  }

  /** How many bytes the kernel took; -1 if the socket is gone, which closes the channel. */
  private static int straight(Channel channel, ByteBuf frame) {
    if (!frame.hasMemoryAddress() || !(((UnixChannel) channel).fd() instanceof Socket socket)) {
      return 0;
    }
    try {
      return socket.sendAddress(frame.memoryAddress(), frame.readerIndex(), frame.writerIndex());
    } catch (IOException gone) {
      channel.close();
      return -1;
    }
  }
}
