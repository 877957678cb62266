package headcount.presence.sim;

import headcount.presence.CountSettings;
import headcount.presence.StreamId;
import headcount.presence.TestMachines;
import headcount.presence.TestPaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Four nodes, a network, a store and one stream; everything follows from the seed. */
final class World {
  static final CountSettings SETTINGS = TestPaces.settings(12, 5);
  static final StreamId STREAM = new StreamId("s1");
  static final long KEY = 0x5EED;

  final Timeline time;
  final Set<String> off;
  final TestMachines machines;
  final Crowd crowd = new Crowd();
  final Hearsay.Sayings sayings = new Hearsay.Sayings();
  final Reach reach = new Reach(this);
  final Ears ears = new Ears(this);
  final Moves moves = new Moves(this);
  final SimStore store;
  final Violations violations = new Violations(this);
  final Watchdog watchdog;
  final List<SimNode> nodes = new ArrayList<>();

  /** Incarnations that the cluster has removed. */
  final Set<UUID> gone = new HashSet<>();

  /** One-way cuts between two nodes, until when. */
  final Map<String, Long> cutLinks = new HashMap<>();

  /** Whether messages are lost, doubled and late. */
  boolean chaos = true;

  @Nullable UUID entityAt;
  boolean moving;

  /** Whether the end of the broadcast was ordered and may still be lost. */
  boolean endWanted;

  private final Map<UUID, SimNode> byId = new HashMap<>();

  World(long seed, Set<String> off, boolean traced) {
    this.time = new Timeline(seed, traced);
    this.off = off;
    this.machines = new TestMachines(off);
    this.store = new SimStore(!off.contains("FENCE"));
    this.watchdog = new Watchdog(this);
    for (int place = 0; place < 4; place++) {
      nodes.add(newNode(place));
    }
    for (SimNode node : nodes) {
      nodes.forEach(other -> node.view.add(other.id));
      node.viewChanged();
      boot(node);
    }
    place(nodes.getFirst());
    populate();
  }

  private void populate() {
    int[] places = {0, 1, 2, 2};
    for (int viewer = 0; viewer < 110; viewer++) {
      nodes.get(places[time.random.nextInt(places.length)]).join(viewer);
    }
    nodes.get(3).join(200);
  }

  SimNode newNode(int place) {
    SimNode node = new SimNode(this, new UUID(7, byId.size()), place);
    byId.put(node.id, node);
    return node;
  }

  SimNode node(UUID id) {
    return Objects.requireNonNull(byId.get(id));
  }

  void boot(SimNode node) {
    every(node, 1_000, node::tickBeats);
    every(node, 100, node.relay::tick);
    every(
        node,
        200,
        () -> {
          SimEntity here = node.entity;
          if (here != null) {
            here.tick();
          }
        });
    every(
        node,
        1_000,
        () -> {
          SimEntity here = node.entity;
          if (here != null) {
            here.checkpoint();
          }
        });
  }

  private void every(SimNode node, int millis, Runnable action) {
    time.after(time.between(1, millis), () -> again(node, millis, action));
  }

  private void again(SimNode node, int millis, Runnable action) {
    if (!node.alive) {
      return;
    }
    if (node.paused()) {
      time.after(node.clock.pausedUntil() - time.now(), () -> again(node, millis, action));
      return;
    }
    action.run();
    time.after(millis, () -> again(node, millis, action));
  }

  // The network.

  boolean apart(SimNode from, SimNode to) {
    return from != to
        && (from.cut || to.cut || cutLinks.getOrDefault(link(from, to), 0L) > time.now());
  }

  static String link(SimNode from, SimNode to) {
    return from.id.getLeastSignificantBits() + ">" + to.id.getLeastSignificantBits();
  }

  void send(SimNode from, SimNode to, Runnable delivery) {
    if (from == to) {
      time.deliverAfter(1, () -> deliver(from, to, delivery));
      return;
    }
    if (apart(from, to) || (chaos && time.chance(0.05))) {
      return;
    }
    int copies = chaos && time.chance(0.05) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      int slowest = chaos && time.chance(0.3) ? 600 : 40;
      time.deliverAfter(time.between(1, slowest), () -> deliver(from, to, delivery));
    }
  }

  private void deliver(SimNode from, SimNode to, Runnable delivery) {
    if (!to.alive || apart(from, to) || to.removed.contains(from.id)) {
      return;
    }
    if (to.paused()) {
      time.deliverAfter(to.clock.mailboxReadAfter(), () -> deliver(from, to, delivery));
      return;
    }
    ears.spoke(from, to);
    delivery.run();
  }

  // The entity's place.

  void place(SimNode node) {
    time.trace("entity to %s", node);
    entityAt = node.id;
    moving = false;
    startEntity(node);
    for (SimNode other : nodes) {
      if (other.alive && !other.cut) {
        time.after(
            time.between(0, 800),
            () -> other.entityAt = node.id.equals(entityAt) ? node.id : other.entityAt);
      }
    }
  }

  void startEntity(SimNode node) {
    if (!node.alive || node.entity != null || !node.id.equals(entityAt)) {
      return;
    }
    if (node.paused()) {
      time.after(node.clock.pausedUntil() - time.now(), () -> startEntity(node));
      return;
    }
    node.entity = new SimEntity(node);
  }

  void stopEntity(SimNode node) {
    node.entity = null;
  }

  /** The entity is started somewhere else after that time. */
  void move(int delay) {
    if (!moving) {
      moving = true;
      entityAt = null;
      time.after(delay, this::placeAnywhere);
    }
  }

  /** The same, on that node if it is there. */
  void move(int delay, SimNode to) {
    SimNode host = host();
    if (!moving && host != null && to.ok()) {
      moving = true;
      stopEntity(host);
      entityAt = null;
      time.after(
          delay,
          () -> {
            if (to.ok()) {
              place(to);
            } else {
              placeAnywhere();
            }
          });
    }
  }

  private void placeAnywhere() {
    List<SimNode> able = able();
    if (able.isEmpty()) {
      time.after(500, this::placeAnywhere);
    } else {
      place(able.get(time.random.nextInt(able.size())));
    }
  }

  List<SimNode> able() {
    return nodes.stream().filter(SimNode::ok).toList();
  }

  /** The node where the entity should be; null while it moves. */
  @Nullable SimNode host() {
    UUID at = entityAt;
    return at == null ? null : node(at);
  }

  void rejoin(int viewer) {
    List<SimNode> able = able();
    if (!able.isEmpty()) {
      able.get(time.random.nextInt(able.size())).join(viewer);
    }
  }
}
