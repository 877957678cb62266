package headcount.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Many client sockets on one thread, as lean as the JDK lets them be: frames are written from
 * buffers made beforehand, and of what comes only the kind is looked at. Not thread-safe.
 */
final class Crowd implements AutoCloseable {
  /** Local addresses, each good for some 28,000 ports. */
  private static final int ADDRESSES = 20;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final ByteBuffer PONG = Frames.direct(Frames.pong());
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  /** Sees frames that interest it. */
  interface Listener {
    /** A text frame came; the buffer stands at its first byte, and is to be left as it is. */
    void came(Tab tab, Seen.Kind kind, ByteBuffer payload, int length);
  }

  private final int port;
  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
  private final ByteBuffer upgrade;
  private final List<Tab> tabs = new ArrayList<>();
  private final Seen seen = new Seen();
  private IntFunction<ByteBuffer> greeting = _ -> ByteBuffer.allocate(0);
  private Listener listener = (_, _, _, _) -> {};
  private int opened;

  Crowd(int port) {
    this.port = port;
    this.upgrade = Frames.direct(Frames.upgrade(port));
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What tab i says as soon as its socket is a WebSocket. */
  Crowd greet(IntFunction<ByteBuffer> with) {
    greeting = with;
    return this;
  }

  Crowd listen(Listener to) {
    listener = to;
    return this;
  }

  Seen seen() {
    return seen;
  }

  Tab tab(int i) {
    return tabs.get(i);
  }

  int size() {
    return tabs.size();
  }

  /** Opens one more and says hello when the 101 comes. */
  Tab open() {
    try {
      var channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.bind(new InetSocketAddress("127.0.0." + (2 + opened % ADDRESSES), 0));
      channel.connect(new InetSocketAddress("127.0.0.1", port));
      channel.configureBlocking(false);
      var tab = new Tab(opened++, channel);
      channel.register(selector, SelectionKey.OP_READ, tab);
      send(tab, upgrade);
      tabs.add(tab);
      return tab;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens until there are so many, and waits until each was told {@code joined}. */
  void grow(int to) {
    long before = seen.of(Seen.Kind.JOINED);
    int first = tabs.size();
    while (tabs.size() < to) {
      open();
      pumpUntil(() -> tabs.size() - first - (seen.of(Seen.Kind.JOINED) - before) < 200);
    }
    pumpUntil(() -> seen.of(Seen.Kind.JOINED) - before == to - first);
  }

  /** Each says something, by its number. */
  void sendAll(IntFunction<ByteBuffer> frames) {
    for (Tab tab : tabs) {
      send(tab, frames.apply(tab.index));
    }
  }

  void send(Tab tab, ByteBuffer frames) {
    int start = frames.position();
    try {
      while (frames.hasRemaining()) {
        if (tab.channel.write(frames) == 0) {
          pump(1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("tab " + tab.index, e);
    } finally {
      frames.position(start);
    }
  }

  /** Reads what has come, and waits for that no longer than so many ms; 0: not at all. */
  void pump(long millis) {
    try {
      if (millis == 0) {
        selector.selectNow(this::read);
      } else {
        selector.select(this::read, millis);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until that is so. Throws after a minute. */
  void pumpUntil(BooleanSupplier done) {
    long end = System.nanoTime() + PATIENCE;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("nothing came of it within a minute; seen: " + seen);
      }
      pump(10);
    }
  }

  /** Reads for that long. */
  void pumpFor(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      pump(10);
    }
  }

  private void read(SelectionKey key) {
    var tab = (Tab) key.attachment();
    try {
      in.clear();
      if (tab.carry != null) {
        in.put(tab.carry);
        tab.carry = null;
      }
      int got = tab.channel.read(in);
      if (got < 0) {
        seen.count(Seen.Kind.ENDED);
        key.cancel();
        tab.channel.close();
        return;
      }
      in.flip();
      if (tab.open || opens(tab)) {
        frames(tab);
      }
      tab.keep(in);
    } catch (IOException e) {
      seen.count(Seen.Kind.ENDED);
      key.cancel();
    }
  }

  private boolean opens(Tab tab) {
    for (int i = in.position(); i + 4 <= in.limit(); i++) {
      if (in.get(i) == '\r'
          && in.get(i + 1) == END_OF_HEAD[1]
          && in.get(i + 2) == '\r'
          && in.get(i + 3) == '\n') {
        if (in.get(9) != '1') {
          throw new IllegalStateException("an upgrade was refused");
        }
        in.position(i + 4);
        tab.open = true;
        send(tab, greeting.apply(tab.index));
        return true;
      }
    }
    return false;
  }

  private void frames(Tab tab) {
    while (in.remaining() >= 2) {
      int start = in.position();
      int length = in.get(start + 1) & 0x7f;
      int header = length < 126 ? 2 : 4;
      if (in.remaining() < header) {
        return;
      }
      length = header == 2 ? length : in.getShort(start + 2) & 0xffff;
      if (in.remaining() < header + length) {
        return;
      }
      in.position(start + header);
      Seen.Kind kind = Seen.kind(in.get(start), in, length);
      seen.count(kind);
      if (kind == Seen.Kind.PING) {
        send(tab, PONG);
      }
      listener.came(tab, kind, in, length);
      in.position(start + header + length);
    }
  }

  /** Closes the sockets without a word. */
  @Override
  public void close() {
    try {
      for (Tab tab : tabs) {
        tab.channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
