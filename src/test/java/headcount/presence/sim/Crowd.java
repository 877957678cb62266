package headcount.presence.sim;

import headcount.presence.SessionId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The truth: who watches, since when, and who is to be held. Viewers are small numbers. */
final class Crowd {
  static final int VIEWERS = 220;
  private static final long NEVER = -1_000_000_000L;

  /** A tab on a socket; {@code okSince} is when its node became reachable, -1 while it is not. */
  static final class Socket {
    final Tab tab;
    final int viewer;
    long okSince = -1;

    /** Whether its broadcast was ended: it is owed no count, until it is told or counted again. */
    boolean doomed;

    Socket(Tab tab, int viewer) {
      this.tab = tab;
      this.viewer = viewer;
    }
  }

  /** Since when a viewer has been connected to a reachable node; -1 if it is not. */
  final long[] since = new long[VIEWERS];

  /** Since when it was connected when it was last surely counted. */
  final long[] surelySince = new long[VIEWERS];

  /** Until when it is held. */
  final long[] heldUntil = new long[VIEWERS];

  /** When it was last connected or held. */
  final long[] seen = new long[VIEWERS];

  /** Who was in the count when there was one for the last time. */
  final BitSet counted = new BitSet(VIEWERS);

  /** Who closed a tab since the last look. */
  private final BitSet closed = new BitSet(VIEWERS);

  private final int[] open = new int[VIEWERS];
  private long sessions;

  Crowd() {
    Arrays.fill(since, -1);
    Arrays.fill(seen, NEVER);
    Arrays.fill(heldUntil, NEVER);
  }

  Socket connect(int viewer, long wall) {
    open[viewer]++;
    long id = 1 + sessions++;
    boolean anonymous = viewer % 7 == 0;
    Tab tab =
        new Tab(
            new SessionId(id),
            new ViewerId(anonymous ? -1L - viewer : viewer),
            anonymous,
            wall,
            viewer % 5);
    return new Socket(tab, viewer);
  }

  static int number(long viewerId) {
    return (int) (viewerId < 0 ? -1 - viewerId : viewerId);
  }

  /** The tab was closed by its viewer, or by the end of the broadcast. */
  void left(Socket socket, long now) {
    seen[socket.viewer] = now;
    closed.set(socket.viewer);
    if (--open[socket.viewer] == 0) {
      heldUntil[socket.viewer] = NEVER;
    }
  }

  /** The socket broke: the viewer is held. */
  void broke(Socket socket) {
    open[socket.viewer]--;
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

  /** Looks at all sockets once. */
  void sample(List<SimNode> nodes, long now, boolean linked) {
    Arrays.fill(since, -1);
    for (SimNode node : nodes) {
      boolean ok = node.ok();
      node.okSince = !ok ? -1 : node.okSince < 0 ? now : node.okSince;
      for (Socket socket : node.sockets.values()) {
        socket.okSince = !ok ? -1 : socket.okSince < 0 ? now : socket.okSince;
        if (ok
            && !socket.doomed
            && (since[socket.viewer] < 0 || socket.okSince < since[socket.viewer])) {
          since[socket.viewer] = socket.okSince;
        }
      }
    }
    for (int v = 0; v < VIEWERS; v++) {
      if (since[v] >= 0 && now - since[v] >= 12_000) {
        surelySince[v] = since[v];
        heldUntil[v] = counted.get(v) && linked ? now + 27_000 : heldUntil[v];
      }
      if (since[v] < 0 && closed.get(v)) {
        heldUntil[v] = NEVER;
      }
      if (open[v] > 0 || heldUntil[v] > now - 6_000) {
        seen[v] = now;
      }
    }
    closed.clear();
  }

  /** Who must be part of every count: connected or held, and surely counted before that moment. */
  int floor(long now, long before) {
    int floor = 0;
    for (int v = 0; v < VIEWERS; v++) {
      boolean connected = since[v] >= 0 && now - since[v] >= 12_000 && since[v] <= before;
      boolean held = now < heldUntil[v] - 1_000 && surelySince[v] <= before;
      floor += connected || held ? 1 : 0;
    }
    return floor;
  }

  String owed(long now, long before) {
    StringBuilder owed = new StringBuilder("before " + before + ":");
    for (int v = 0; v < VIEWERS; v++) {
      if (since[v] < 0 && now < heldUntil[v]) {
        owed.append(" ").append(v).append(" since ").append(since[v]).append(" surely ");
        owed.append(surelySince[v]).append(" held to ").append(heldUntil[v]);
      }
    }
    return owed.toString();
  }

  List<Integer> missing(BitSet counted, long now, long grace) {
    List<Integer> missing = new ArrayList<>();
    for (int v = 0; v < VIEWERS; v++) {
      if (since[v] >= 0 && now - since[v] >= grace && !counted.get(v)) {
        missing.add(v);
      }
    }
    return missing;
  }

  List<Integer> ghosts(BitSet counted, long now, long grace) {
    List<Integer> ghosts = new ArrayList<>();
    for (int v = counted.nextSetBit(0); v >= 0; v = counted.nextSetBit(v + 1)) {
      if (now - seen[v] > grace) {
        ghosts.add(v);
      }
    }
    return ghosts;
  }

  /** How many were connected all the time since then. */
  int atLeast(long now, long grace) {
    int sure = 0;
    for (int v = 0; v < VIEWERS; v++) {
      sure += since[v] >= 0 && now - since[v] >= grace ? 1 : 0;
    }
    return sure;
  }

  /** How many were connected or held at any time since then. */
  int atMost(long now, long grace) {
    int perhaps = 0;
    for (int v = 0; v < VIEWERS; v++) {
      perhaps += now - seen[v] <= grace ? 1 : 0;
    }
    return perhaps;
  }
}
