package headcount.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.Long2LongHashMap;

/**
 * What a stage's sockets expect where servers fail: how long a lost session must and may still be
 * counted, who comes back, and which nodes take nobody. Lives on the stage's event loop.
 */
final class Mishaps {
  /** Ends of sockets after which the server holds the viewer: it left without their asking. */
  private static final Set<Integer> HELD = Set.of(1001, Link.LOST, 1012);

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Set<Integer> shut = new HashSet<>();
  private final Map<Integer, Long> died = new HashMap<>();
  private final Long2LongHashMap silentSince = new Long2LongHashMap(UNKNOWN);
  private final Closings closings = new Closings();
  private int turn;
  private long owedNanos;
  private long heldNanos;
  private double returning = 1;

  /**
   * From now on a session that its server lost must be counted for {@code owed} and may be for
   * {@code held}. Zero, as in the beginning: it is gone at once.
   */
  void hold(Duration owed, Duration held) {
    owedNanos = owed.toNanos();
    heldNanos = held.toNanos();
  }

  void hold(Tolerance tolerance) {
    hold(tolerance.owed(), tolerance.held());
  }

  /** Share of those whose session is lost that come back, 0 to 1. */
  void returning(double share) {
    returning = share;
  }

  boolean comesBack(Dice dice) {
    return returning >= 1 || dice.chance(returning);
  }

  /** Whom a node takes no more, or again. */
  void shut(int node, boolean closed) {
    if (closed) {
      shut.add(node);
    } else {
      shut.remove(node);
      died.remove(node);
    }
  }

  /**
   * A place from this one on whose node takes viewers: this one while all do, otherwise those that
   * do in turn, as behind a balancer. This one where none does.
   */
  int open(int place, int nodes) {
    if (shut.isEmpty() || shut.size() >= nodes) {
      return place;
    }
    do {
      turn = (turn + 1) % nodes;
    } while (shut.contains(turn));
    return place + Math.floorMod(turn - place, nodes);
  }

  /** The node's process ends now: its sessions are lost since then, however late that is seen. */
  void died(int node, long nowNanos) {
    died.put(node, nowNanos);
  }

  /** The session's server says nothing since then, though the socket stands. */
  void silent(long session, long sinceNanos) {
    silentSince.put(session, sinceNanos);
  }

  boolean silent(long session) {
    return silentSince.containsKey(session);
  }

  void heardAgain(long session) {
    silentSince.remove(session);
  }

  /** How a server's ends were spread. */
  Closings closings() {
    return closings;
  }

  /** A session ended that its tab had not ended: books it as gone, now or when its hold is over. */
  void lost(Stage stage, int node, long session, int code) {
    var ledger = stage.ledger();
    if (heldNanos == 0 || !HELD.contains(code)) {
      ledger.gone(session);
      return;
    }
    ledger.gone(session, true, false, false);
    var silent = silentSince.remove(session);
    var since = silent == UNKNOWN ? died.getOrDefault(node, stage.nanos()) : silent;
    var owed = since + owedNanos;
    var held = stage.nanos() + heldNanos;
    at(stage, owed, () -> ledger.expired(session, owed, false, false, true));
    at(stage, held, () -> ledger.expired(session, held, false, true, false));
  }

  /**
   * A session ended that was over for its tab already. Where the server ended, too, it may never
   * have heard of that, and holds the viewer as one whom it lost.
   */
  void crossed(Stage stage, long session, int code) {
    var ledger = stage.ledger();
    if (heldNanos == 0 || !HELD.contains(code)) {
      ledger.gone(session);
      return;
    }
    ledger.died(session);
    var held = stage.nanos() + heldNanos;
    at(stage, held, () -> ledger.expired(session, held, false, true, false));
  }

  /** The session's server fell silent: unless it is heard again, its hold runs from now. */
  void fellSilent(Stage stage, long session) {
    silent(session, stage.nanos());
    var ledger = stage.ledger();
    var owed = stage.nanos() + owedNanos;
    var held = stage.nanos() + heldNanos;
    at(
        stage,
        owed,
        () -> ifSilent(session, () -> ledger.expired(session, owed, true, false, true)));
    at(
        stage,
        held,
        () -> ifSilent(session, () -> ledger.expired(session, held, false, true, false)));
  }

  private void ifSilent(long session, Runnable what) {
    if (silent(session)) {
      what.run();
    }
  }

  private static void at(Stage stage, long nanos, Runnable what) {
    stage.later(Math.max(0, nanos - stage.nanos()), what);
  }
}
