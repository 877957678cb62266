package headcount.socket;

import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Buffers of one size to read into, with one handle for all sockets of an event loop: a handle
 * keeps something for the length of one read only, and reads of a loop come one after the other.
 */
@SuppressWarnings("deprecation") // the handle's type is Netty's own choice
final class Receiving extends FixedRecvByteBufAllocator {
  private final FastThreadLocal<Handle> handles =
      new FastThreadLocal<>() {
        @Override
        protected Handle initialValue() {
          return Receiving.super.newHandle();
        }
      };

  Receiving(int bytes) {
    super(bytes);
  }

  @Override
  public Handle newHandle() {
    return handles.get();
  }
}
