package headcount.presence.sim;

import headcount.presence.SessionId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** The truth: who watches, since when, and who is to be held. Viewers are small numbers. */
final class Crowd {
  static final int VIEWERS = 220;
  static final long NEVER = -1_000_000_000L;

  /** For so long a tab may be there before it is owed to be counted: twelve tries of a message. */
  private static final long OWED_AFTER = 12_000;

  /** A tab on a socket. */
  static final class Socket {
    final Tab tab;
    final int viewer;
    final SimNode node;

    /** Since when its node is there for everybody; -1 while it is not. */
    long okSince = -1;

    /** When the rightful entity was first seen to count it; -1 if never. */
    long countedAt = -1;

    /** Whether its broadcast was ended: it is owed no count, and is to be told. */
    boolean doomed;

    Socket(Tab tab, int viewer, SimNode node) {
      this.tab = tab;
      this.viewer = viewer;
      this.node = node;
    }
  }

  /** Since when a viewer has been connected to a reachable node; -1 if it is not. */
  private final long[] since = new long[VIEWERS];

  /** When it last had a tab open. */
  private final long[] seen = new long[VIEWERS];

  /** Sockets that broke, and whose viewers did not leave since. */
  private final List<Socket> broken = new ArrayList<>();

  private final int[] open = new int[VIEWERS];
  private long sessions;

  Crowd() {
    Arrays.fill(since, -1);
    Arrays.fill(seen, NEVER);
  }

  Socket connect(int viewer, SimNode node) {
    open[viewer]++;
    seen[viewer] = node.world.time.now();
    long id = 1 + sessions++;
    boolean anonymous = viewer % 7 == 0;
    Tab tab =
        new Tab(
            new SessionId(id),
            new ViewerId(anonymous ? -1L - viewer : viewer),
            anonymous,
            node.wall(),
            viewer % 5);
    return new Socket(tab, viewer, node);
  }

  static int number(long viewerId) {
    return (int) (viewerId < 0 ? -1 - viewerId : viewerId);
  }

  /** The tab was closed by its viewer, or by the end of the broadcast. */
  void left(Socket socket, long now) {
    seen[socket.viewer] = now;
    open[socket.viewer]--;
    broken.removeIf(other -> other.viewer == socket.viewer);
  }

  /** The socket broke: the viewer is held. */
  void broke(Socket socket, long now) {
    seen[socket.viewer] = now;
    open[socket.viewer]--;
    broken.add(socket);
  }

  /** The broadcast was ended: nobody is held. */
  void ended() {
    broken.clear();
  }

  /** Who has a tab open anywhere. */
  BitSet watching() {
    BitSet watching = new BitSet(VIEWERS);
    for (int v = 0; v < VIEWERS; v++) {
      if (open[v] > 0) {
        watching.set(v);
      }
    }
    return watching;
  }

  int connections() {
    return Arrays.stream(open).sum();
  }

  /** Looks at all sockets once; {@code counted} says whom the rightful entity counts. */
  void sample(List<SimNode> nodes, long now, Predicate<Socket> counted) {
    Arrays.fill(since, -1);
    for (SimNode node : nodes) {
      boolean ok = node.ok();
      for (Socket socket : node.sockets.values()) {
        socket.okSince = !ok ? -1 : socket.okSince < 0 ? now : socket.okSince;
        if (socket.countedAt < 0 && counted.test(socket)) {
          socket.countedAt = now;
        }
        boolean first = since[socket.viewer] < 0 || socket.okSince < since[socket.viewer];
        if (ok && !socket.doomed && first) {
          since[socket.viewer] = socket.okSince;
        }
      }
    }
    for (int v = 0; v < VIEWERS; v++) {
      seen[v] = open[v] > 0 ? now : seen[v];
    }
    broken.removeIf(socket -> now - seen[socket.viewer] > 60_000);
  }

  /** Who must be part of every count: connected or held, and surely counted before that moment. */
  BitSet owed(List<SimNode> nodes, long now, long before, Predicate<SimNode> held) {
    BitSet owed = new BitSet(VIEWERS);
    for (int v = 0; v < VIEWERS; v++) {
      owed.set(v, since[v] >= 0 && now - since[v] >= OWED_AFTER && since[v] <= before);
    }
    List<Socket> lost = new ArrayList<>(broken);
    nodes.stream().filter(n -> !n.ok()).forEach(n -> lost.addAll(n.sockets.values()));
    for (Socket socket : lost) {
      boolean known = socket.countedAt >= 0 && socket.countedAt <= before && !socket.doomed;
      if (known && held.test(socket.node)) {
        owed.set(socket.viewer);
      }
    }
    return owed;
  }

  /** Who has been connected for so long, and is not counted. */
  BitSet missing(BitSet counted, long now, long grace) {
    BitSet missing = new BitSet(VIEWERS);
    for (int v = 0; v < VIEWERS; v++) {
      missing.set(v, since[v] >= 0 && now - since[v] >= grace && !counted.get(v));
    }
    return missing;
  }

  /** Who is counted, and had its last tab before that moment. */
  BitSet ghosts(BitSet counted, long before) {
    BitSet ghosts = new BitSet(VIEWERS);
    for (int v = counted.nextSetBit(0); v >= 0; v = counted.nextSetBit(v + 1)) {
      ghosts.set(v, seen[v] < before);
    }
    return ghosts;
  }
}
