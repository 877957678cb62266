package headcount.presence.sim;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks what must hold: after every step, and when everything is quiet. */
final class Watchdog {
  /** For so long an exact count may be behind at its entity, and at a relay. */
  private static final long ENTITY_GRACE = 5_000;

  private static final long RELAY_GRACE = 8_000;

  /** The hold, and the longest time for which a node that paused or was cut off extends it. */
  private static final long GHOST = 95_000;

  private final World world;

  /** First violation of each kind. */
  final Map<String, String> violations = new LinkedHashMap<>();

  /** The last count that its rightful entity called exact. */
  private int lastExact;

  private long homelessSince = -1;
  private long lastHomeless;
  private long endedAt = -1_000_000;

  Watchdog(World world) {
    this.world = world;
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

  /** The broadcast was ended: for a while nobody is owed anything. */
  void ended() {
    endedAt = world.time.now();
    lastExact = 0;
    world.nodes.forEach(node -> node.sockets.values().forEach(socket -> socket.doomed = true));
    Arrays.fill(world.crowd.heldUntil, -1_000_000_000L);
  }

  void check() {
    long now = world.time.now();
    boolean linked = world.cutLinks.values().stream().allMatch(until -> until < now);
    world.crowd.sample(world.nodes, now, linked);
    if (now - endedAt < 12_000) {
      Arrays.fill(world.crowd.heldUntil, -1_000_000_000L);
    }
    int floor = world.crowd.floor(now, trustedBefore(now));
    for (SimNode node : world.nodes) {
      checkEntity(node, floor);
      checkRelay(node, floor);
    }
  }

  /** Who was counted before the entity was last without a home can be expected to be counted. */
  private long trustedBefore(long now) {
    SimNode host = world.host();
    SimEntity entity = host == null || !host.ok() ? null : host.entity;
    if (entity == null || now - entity.startedAt <= 6_000) {
      homelessSince = homelessSince < 0 ? now : homelessSince;
      lastHomeless = now;
    } else if (now - lastHomeless > 10_000) {
      homelessSince = -1;
    }
    return (homelessSince < 0 ? now : homelessSince) - 12_000;
  }

  private boolean endFresh() {
    return world.time.now() - endedAt < 12_000;
  }

  private void checkEntity(SimNode node, int floor) {
    SimEntity entity = node.entity;
    if (entity == null || !node.alive || node.paused() || !entity.machine.published()) {
      return;
    }
    boolean rightful = node == world.host() && node.ok();
    if (rightful && world.time.now() - entity.startedAt <= 500) {
      return;
    }
    Headcount count = entity.machine.headcount();
    BitSet counted = entity.counted();
    long now = world.time.now();
    if (count.quality() == Quality.EXACT && !endFresh()) {
      List<Integer> missing = world.crowd.missing(counted, now, ENTITY_GRACE);
      List<Integer> ghosts = world.crowd.ghosts(counted, now, ENTITY_GRACE);
      require(
          missing.isEmpty() && ghosts.isEmpty(),
          rightful ? "lie-entity" : "lie-zombie",
          node + " misses " + missing + ", has ghosts " + ghosts);
    }
    if (rightful) {
      world.crowd.counted.clear();
      world.crowd.counted.or(counted);
      lastExact = count.quality() == Quality.EXACT ? count.viewers() : lastExact;
      checkDip("dip-entity", node, count, floor);
      List<Integer> ghosts = world.crowd.ghosts(counted, now, GHOST);
      require(ghosts.isEmpty(), "ghosts", node + " has " + ghosts);
    }
  }

  private void checkRelay(SimNode node, int floor) {
    if (!node.alive || node.paused() || node.sockets.isEmpty() || node.draining) {
      return;
    }
    Headcount served = node.relay.served(node.nanos());
    if (served == null) {
      return;
    }
    long now = world.time.now();
    if (served.quality() == Quality.EXACT && !endFresh()) {
      int least = world.crowd.atLeast(now, RELAY_GRACE);
      int most = world.crowd.atMost(now, RELAY_GRACE);
      require(
          served.viewers() >= least && served.viewers() <= most,
          node.ok() ? "lie-relay" : "lie-cut-relay",
          node + " serves " + served + ", true is " + least + " to " + most);
    }
    boolean linked = world.cutLinks.values().stream().allMatch(until -> until < now - 4_000);
    if (node.ok() && linked && now - node.okSince >= ENTITY_GRACE) {
      checkDip("dip-relay", node, served, floor);
    }
  }

  private void checkDip(String kind, SimNode node, Headcount count, int floor) {
    boolean sure = count.quality() == Quality.EXACT;
    int least = sure ? floor : Math.min(floor, lastExact);
    require(
        endFresh() || count.viewers() >= 0.99 * least - 1,
        kind,
        () ->
            node
                + " serves "
                + count
                + ", connected or held are "
                + floor
                + " "
                + world.crowd.owed(world.time.now(), trustedBefore(world.time.now())));
  }

  /** Whether everything is as it should be at quiet. */
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
        .allMatch(node -> isTrue(node.relay.served(node.nanos()), truth));
  }

  private boolean isTrue(@Nullable Headcount count, BitSet truth) {
    return count != null
        && count.quality() == Quality.EXACT
        && count.viewers() == truth.cardinality()
        && count.connections() == world.crowd.connections()
        && count.anonymous() == truth.stream().filter(v -> v % 7 == 0).count();
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
      why.append(" serves ").append(node.relay.served(node.nanos()));
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
