package headcount.bench.edge;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One client socket of a {@link Crowd}. */
final class Tab {
  final int index;
  final SocketChannel channel;

  /** Whether the 101 has come. */
  boolean open;

  /** What came of a frame that is not whole yet, null mostly. */
  byte @org.jspecify.annotations.Nullable [] carry;

  Tab(int index, SocketChannel channel) {
    this.index = index;
    this.channel = channel;
  }

  /** Keeps what is left in the buffer until more comes. */
  void keep(ByteBuffer left) {
    if (left.hasRemaining()) {
      carry = new byte[left.remaining()];
      left.get(carry);
    }
  }
}
