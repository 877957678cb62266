package headcount.presence.sim;

import headcount.presence.SessionId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The truth: who watches, since when, and who is to be held. Viewers are small numbers. */
final class Crowd {
  static final int VIEWERS = 220;
  static final long NEVER = -1_000_000_000L;

  /** For so long a tab may be there before it is owed to be counted: twelve tries of a message. */
  private static final long OWED_AFTER = 12_000;

  /** For so long one that moves is counted where it was; a look and a delta less than promised. */
  private static final long MOVES = 2_500;

  /** For so long it is remembered who closed a tab. */
  private static final long REMEMBERED = 150_000;

  /** A tab on a socket. */
  static final class Socket {
    final Tab tab;
    final int viewer;
    final SimNode node;
    final long openedAt;

    /** Since when its node is there for everybody; -1 while it is not. */
    long okSince = -1;

    /**
     * Since when it is owed to be counted: the rightful entity counts it, or could have learnt of
     * it for long; -1 before.
     */
    long knownAt = -1;

    /** When it was closed, or broke; -1 while it is open. */
    long closedAt = -1;

    /** Whether its broadcast was ended: it is owed no count, and is to be told. */
    boolean doomed;

    /** Whether it broke: its node says nothing of it, and holds it. */
    boolean broke;

    Socket(Tab tab, int viewer, SimNode node) {
      this.tab = tab;
      this.viewer = viewer;
      this.node = node;
      this.openedAt = node.world.time.now();
    }
  }

  /** When it last had a tab open. */
  private final long[] seen = new long[VIEWERS];

  /** Sockets that broke, and whose viewers did not leave since. */
  private final List<Socket> broken = new ArrayList<>();

  /** Sockets that are no more, in the order in which they went. */
  private final Deque<Socket> closed = new ArrayDeque<>();

  /** Sockets that were closed as their node asked for, and are said to be there a little longer. */
  private final List<Socket> moved = new ArrayList<>();

  private final int[] open = new int[VIEWERS];

  /** All sockets that ever were; the session of the first is 1. */
  private final List<Socket> all = new ArrayList<>();

  Crowd() {
    Arrays.fill(seen, NEVER);
  }

  Socket connect(int viewer, SimNode node) {
    open[viewer]++;
    seen[viewer] = node.world.time.now();
    long id = 1L + all.size();
    boolean anonymous = viewer % 7 == 0;
    Tab tab =
        new Tab(
            new SessionId(id),
            new ViewerId(anonymous ? -1L - viewer : viewer),
            anonymous,
            node.wall(),
            viewer % 5);
    Socket socket = new Socket(tab, viewer, node);
    all.add(socket);
    return socket;
  }

  boolean isOpen(long session) {
    return socket(session).closedAt < 0;
  }

  /** Whether its node is there, and its broadcast not over. */
  boolean isOwed(long session) {
    Socket socket = socket(session);
    return socket.closedAt < 0 && socket.node.ok() && !socket.doomed;
  }

  private Socket socket(long session) {
    return all.get((int) session - 1);
  }

  static int number(long viewerId) {
    return (int) (viewerId < 0 ? -1 - viewerId : viewerId);
  }

  /** The tab was closed by its viewer, or by the end of the broadcast. */
  void left(Socket socket, long now) {
    closed(socket, now);
    broken.removeIf(other -> other.viewer == socket.viewer);
  }

  /** The socket broke: the viewer is held. */
  void broke(Socket socket, long now) {
    closed(socket, now);
    socket.broke = true;
    broken.add(socket);
  }

  /** The tab was closed, as another one was opened elsewhere. */
  void moved(Socket socket) {
    moved.add(socket);
  }

  private void closed(Socket socket, long now) {
    seen[socket.viewer] = now;
    open[socket.viewer]--;
    socket.closedAt = now;
    closed.add(socket);
  }

  /** The broadcast was ended: nobody is held. */
  void ended() {
    broken.clear();
    moved.clear();
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
  void sample(World world, long now, Predicate<Socket> counted) {
    for (SimNode node : world.nodes) {
      boolean ok = node.ok();
      long talking = world.reach.talkingFor(node, now);
      for (Socket socket : node.sockets.values()) {
        socket.okSince = !ok ? -1 : socket.okSince < 0 ? now : socket.okSince;
        boolean learnt = Math.min(talking, now - socket.openedAt) >= OWED_AFTER;
        if (socket.knownAt < 0 && (learnt || counted.test(socket))) {
          socket.knownAt = now;
        }
      }
    }
    for (int v = 0; v < VIEWERS; v++) {
      seen[v] = open[v] > 0 ? now : seen[v];
    }
    moved.removeIf(socket -> now - socket.closedAt > MOVES);
    broken.removeIf(socket -> now - seen[socket.viewer] > 60_000);
    while (!closed.isEmpty() && now - closed.getFirst().closedAt > REMEMBERED) {
      closed.removeFirst();
    }
  }

  /** Who must be part of every count: connected or held, and owed it before that moment. */
  BitSet owed(List<SimNode> nodes, long before, Predicate<SimNode> held) {
    BitSet owed = new BitSet(VIEWERS);
    for (SimNode node : nodes) {
      if (node.ok() || held.test(node)) {
        node.sockets.values().forEach(socket -> owe(socket, before, owed));
      }
    }
    Stream.concat(broken.stream(), moved.stream())
        .filter(socket -> held.test(socket.node))
        .forEach(socket -> owe(socket, before, owed));
    return owed;
  }

  private static void owe(Socket socket, long before, BitSet owed) {
    if (socket.knownAt >= 0 && socket.knownAt <= before && !socket.doomed) {
      owed.set(socket.viewer);
    }
  }

  /** Sockets that are no more. */
  Collection<Socket> closed() {
    return closed;
  }

  /** Who has been connected for so long, by node, and is not counted. */
  BitSet missing(List<SimNode> nodes, BitSet counted, long now, ToLongFunction<SimNode> grace) {
    BitSet missing = new BitSet(VIEWERS);
    for (SimNode node : nodes) {
      for (Socket socket : node.ok() ? node.sockets.values() : List.<Socket>of()) {
        boolean there = now - socket.openedAt > grace.applyAsLong(node);
        if (there && !socket.doomed && !counted.get(socket.viewer)) {
          missing.set(socket.viewer);
        }
      }
    }
    return missing;
  }

  /** Who has a tab open, or had one of which nobody may know yet that it is gone. */
  BitSet possible(long now, long told, long held) {
    BitSet possible = watching();
    for (Socket socket : closed) {
      if (now - socket.closedAt <= (socket.broke ? held : told)) {
        possible.set(socket.viewer);
      }
    }
    return possible;
  }

  /** Who is counted, and had no tab for so long, by the node of the last one. */
  BitSet ghosts(BitSet counted, long now, ToLongFunction<SimNode> grace) {
    BitSet ghosts = (BitSet) counted.clone();
    for (int v = counted.nextSetBit(0); v >= 0; v = counted.nextSetBit(v + 1)) {
      if (open[v] > 0) {
        ghosts.clear(v);
      }
    }
    for (Socket socket : closed) {
      if (now - socket.closedAt <= grace.applyAsLong(socket.node)) {
        ghosts.clear(socket.viewer);
      }
    }
    return ghosts;
  }
}
