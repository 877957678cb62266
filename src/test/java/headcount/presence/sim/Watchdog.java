package headcount.presence.sim;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.TestMachines;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Checks what must hold: after every step, and when everything is quiet. */
final class Watchdog {
  /**
   * For so long an exact count may be behind at its entity: a node is taken for silent after 3 s,
   * its last beat may be under way for 0.6 s, and a tick follows within 0.2 s.
   */
  private static final long ENTITY_GRACE = 5_000;

  /** At a relay the same comes on top once more: its own 3 s without an answer. */
  private static final long RELAY_GRACE = 8_000;

  /** A relay that was not answered for 3 s is not sure; what a look and a delta in between miss. */
  private static final long UNANSWERED = 4_000;

  /** The hold of 31 s, and the time in which an entity learns of a silence that is over. */
  private static final long GHOST = 36_000;

  /** For so long a tab that went is counted by an entity that could be told so all the time. */
  private static final long UNTOLD = 20_000;

  /** The hold as far as it is promised: 31 s from the last beat that was heard, less a tick. */
  static final long HOLD = 30_500;

  private final World world;

  /** First violation of each kind. */
  final Map<String, String> violations = new LinkedHashMap<>();

  /** Whom the entity counted when it last stated a count, by epoch and version. */
  private final Map<Long, Map<Long, BitSet>> stated = new HashMap<>();

  /** The last count that its rightful entity called exact. */
  private int lastExact;

  private final Holds holds;

  /** Who is owed to a count that knows no more than its nodes can. */
  private BitSet knowable = new BitSet();

  private long homelessSince = -1;
  private long lastHomeless;

  /** Since when one entity has been at work, with its node in good health. */
  private long calmSince;

  private @Nullable SimEntity calmAt;

  Watchdog(World world) {
    this.world = world;
    this.holds = new Holds(world);
  }

  void require(boolean holds, String kind, String detail) {
    require(holds, kind, () -> detail);
  }

  void require(boolean holds, String kind, Supplier<String> why) {
    if (!holds && !violations.containsKey(kind)) {
      String detail = why.get();
      world.time.trace("VIOLATION %s: %s", kind, detail);
      violations.put(kind, "at " + world.time.now() + " ms: " + detail);
    }
  }

  /** An entity speaks: whoever hears this count hears of these viewers. */
  void stated(Headcount count, SimEntity entity) {
    stated
        .computeIfAbsent(count.epoch(), _ -> new HashMap<>())
        .put(count.version(), entity.counted());
  }

  /** The broadcast was ended: nobody is owed anything until joining anew. */
  void ended(List<Crowd.Socket> known) {
    lastExact = 0;
    known.forEach(socket -> socket.doomed = true);
    world.crowd.ended();
    world.nodes.forEach(node -> node.lastOwed.clear());
  }

  /** The store has lost the end, and the entity that knew of it: whoever was not told stays. */
  void endForgotten() {
    for (SimNode node : world.nodes) {
      for (Crowd.Socket socket : node.sockets.values()) {
        socket.knownAt = socket.doomed ? -1 : socket.knownAt;
        socket.doomed = false;
      }
    }
  }

  void check() {
    long now = world.time.now();
    world.nodes.forEach(n -> n.okSince = !n.ok() ? -1 : n.okSince < 0 ? now : n.okSince);
    SimEntity rightful = rightful();
    world.reach.sample(rightful, now);
    world.ears.sample(now);
    world.crowd.sample(
        world,
        now,
        socket -> rightful != null && rightful.machine.find(socket.tab.session()) != null);
    calm(rightful, now);
    long trusted = trustedBefore(now);
    BitSet owed = world.crowd.owed(world.nodes, trusted, holds::held);
    knowable = world.crowd.owed(world.nodes, trusted, holds::known);
    for (SimNode node : world.nodes) {
      checkEntity(node, owed);
      checkRelay(node, owed, now);
    }
  }

  /** The entity where it should be, on a node in good health; null while there is none. */
  private @Nullable SimEntity rightful() {
    SimNode host = world.host();
    return host == null || !host.ok() ? null : host.entity;
  }

  /** A pause or a cut, of its node or of most others, extends whatever an entity holds. */
  private void calm(@Nullable SimEntity rightful, long now) {
    SimNode host = world.host();
    boolean hears = host != null && host.hearsMost();
    if (rightful == null || rightful != calmAt || !hears) {
      calmSince = now;
      calmAt = rightful;
    }
  }

  /** Who was counted before the entity was last without a home can be expected to be counted. */
  private long trustedBefore(long now) {
    SimEntity entity = rightful();
    boolean home = entity != null && now - entity.startedAt > 6_000 && entity.exactOnce;
    if (!home) {
      homelessSince = homelessSince < 0 ? now : homelessSince;
      lastHomeless = now;
    } else if (now - lastHomeless > 10_000) {
      homelessSince = -1;
    }
    return (homelessSince < 0 ? now : homelessSince) - 12_000;
  }

  private void checkEntity(SimNode node, BitSet owed) {
    SimEntity entity = node.entity;
    if (entity == null || !node.alive || node.paused() || !entity.machine.published()) {
      return;
    }
    boolean rightful = entity == rightful();
    if (rightful && world.time.now() - entity.startedAt <= 500) {
      return;
    }
    Headcount count = entity.machine.headcount();
    BitSet counted = entity.counted();
    stated(count, entity);
    if (count.quality() == Quality.EXACT) {
      long now = world.time.now();
      entity.exactOnce = true;
      if (rightful) {
        checkTruth("lie-entity", node, counted, other -> world.ears.ignorance(other, now));
      } else {
        checkTruth("lie-zombie", node, counted, on -> world.reach.grace(on, ENTITY_GRACE, now));
      }
    }
    entity.checkFigures();
    if (rightful) {
      entity.checkHearsay();
      boolean exact = count.quality() == Quality.EXACT;
      boolean late = world.moves.late(node, exact, world.time.now());
      require(!late, "unsure", () -> node + " states " + count);
      lastExact = count.quality() == Quality.EXACT ? count.viewers() : lastExact;
      checkDip("dip-entity", node, count, owed);
      checkHigh(node, entity, count);
      world.crowd.closed().forEach(socket -> checkGhost(socket, entity));
    }
  }

  /**
   * Where all moves are planned, a count has no more than are there, may be thought to be, or are
   * held by number. Of what a node said last before it left, nobody can know if it was missed.
   */
  private void checkHigh(SimNode node, SimEntity entity, Headcount count) {
    long now = world.time.now();
    boolean whole =
        entity.machine.sources(node.nanos()).stream()
            .allMatch(s -> s.synced() || !node.beats.left(s.source().incarnation()));
    if (now - entity.startedAt < UNTOLD || !world.moves.onlyPlanned(node, now) || !whole) {
      return;
    }
    long most =
        world.crowd.possible(now, UNTOLD, GHOST).cardinality()
            + TestMachines.heldByNumber(entity.machine);
    require(
        count.viewers() <= most, "high", () -> node + " states " + count + ", of at most " + most);
  }

  /**
   * A tab that went is counted until the entity is told so, or the hold of its node is over. What
   * its node could not tell before it fell silent, nobody can know.
   */
  private void checkGhost(Crowd.Socket socket, SimEntity entity) {
    long now = world.time.now();
    SimNode node = socket.node;
    long since = Math.max(socket.closedAt, calmSince);
    boolean talking = world.reach.talkingFor(node, now) >= UNTOLD;
    long audible = world.reach.audibleUntil(node);
    boolean ghost = talking ? now - since > UNTOLD : now - Math.max(since, audible) > GHOST;
    require(
        !ghost || entity.machine.find(socket.tab.session()) == null,
        "ghosts",
        () -> entity.node + " has " + socket.viewer + " who left " + node);
  }

  /** Exact: nobody who was there all the time is missing, nobody who was not is counted. */
  private void checkTruth(
      String kind, SimNode node, BitSet counted, ToLongFunction<SimNode> behind) {
    long now = world.time.now();
    BitSet missing = world.crowd.missing(world.nodes, counted, now, behind);
    BitSet ghosts = world.crowd.ghosts(counted, now, behind);
    require(
        missing.isEmpty() && ghosts.isEmpty(),
        kind,
        () -> node + " misses " + missing + ", has ghosts " + ghosts);
  }

  private void checkRelay(SimNode node, BitSet owed, long now) {
    if (!node.alive || node.paused() || node.draining) {
      return;
    }
    BitSet least = (BitSet) owed.clone();
    if (world.reach.talkingFor(node, now) >= ENTITY_GRACE) {
      node.lastOwed = owed;
    }
    Headcount served = node.relay.machine.served(node.nanos());
    if (served == null || node.sockets.isEmpty()) {
      return;
    }
    if (served.quality() == Quality.EXACT) {
      require(
          node.relay.unansweredFor() <= UNANSWERED, "unanswered", () -> node + " serves " + served);
      BitSet counted = stated.getOrDefault(served.epoch(), Map.of()).get(served.version());
      require(counted != null, "unsaid", () -> node + " serves " + served);
      if (counted != null) {
        String kind = node.ok() ? "lie-relay" : "lie-cut-relay";
        checkTruth(kind, node, counted, on -> world.reach.relayGrace(on, RELAY_GRACE, now));
      }
    } else {
      // whoever was cut off or paused serves what it last knew, until it is answered
      least.and(node.lastOwed);
    }
    if (node.ok()) {
      checkDip("dip-relay", node, served, least);
    }
  }

  /** An exact count misses nobody; another one nobody of whom a node can know. */
  private void checkDip(String kind, SimNode node, Headcount count, BitSet all) {
    boolean sure = count.quality() == Quality.EXACT;
    BitSet owed = (BitSet) all.clone();
    if (!sure) {
      owed.and(knowable);
    }
    int least = sure ? owed.cardinality() : Math.min(owed.cardinality(), lastExact);
    require(
        count.viewers() >= 0.99 * least - 1,
        kind,
        () -> node + " serves " + count + ", owed are " + owed.cardinality() + ": " + owed);
  }

  /** Whether everything is as it should be at quiet: an end was obeyed, the count is the truth. */
  boolean settled() {
    SimNode host = world.host();
    SimEntity entity = host == null ? null : host.entity;
    BitSet truth = world.crowd.watching();
    if (entity == null || !entity.counted().equals(truth)) {
      return false;
    }
    if (!isTrue(entity.machine.headcount(), truth)) {
      return false;
    }
    return world.nodes.stream()
        .filter(node -> node.alive && !node.sockets.isEmpty())
        .allMatch(node -> isTrue(node.relay.machine.served(node.nanos()), truth) && obeyed(node));
  }

  private static boolean obeyed(SimNode node) {
    return node.sockets.values().stream().noneMatch(socket -> socket.doomed);
  }

  private boolean isTrue(@Nullable Headcount count, BitSet truth) {
    return count != null
        && count.quality() == Quality.EXACT
        && count.viewers() == truth.cardinality()
        && count.connections() == world.crowd.connections()
        && count.anonymous() == anonymous(truth);
  }

  static int anonymous(BitSet viewers) {
    return (int) viewers.stream().filter(v -> v % 7 == 0).count();
  }

  /** Why it is not. */
  String unsettled() {
    SimNode host = world.host();
    SimEntity entity = host == null ? null : host.entity;
    StringBuilder why = new StringBuilder("true " + world.crowd.watching().cardinality());
    why.append("/").append(world.crowd.connections());
    if (host != null && entity != null) {
      why.append(", entity ").append(entity.machine.headcount());
      why.append(" set ").append(entity.counted().cardinality());
      why.append(" unanswered ").append(entity.machine.unanswered());
      why.append(" listed ").append(entity.machine.listed());
      why.append(" sources ").append(entity.machine.sources(host.nanos()));
    }
    for (SimNode node : world.nodes) {
      why.append("; ").append(node).append(" ").append(node.sockets.size());
      why.append(obeyed(node) ? "" : " with ended ones");
      why.append(" serves ").append(node.relay.machine.served(node.nanos()));
    }
    return why.toString();
  }

  void checkStore() {
    BitSet truth = world.crowd.watching();
    require(
        world.store.viewers().equals(truth) && world.store.sessions() == world.crowd.connections(),
        "store",
        world.store.viewers() + " stored, true is " + truth);
  }
}
