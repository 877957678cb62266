package headcount.presence.sim;

import headcount.presence.Draft;
import headcount.presence.EntityEffects;
import headcount.presence.EntityHost;
import headcount.presence.EntityMachine;
import headcount.presence.Headcount;
import headcount.presence.Loaded;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.Tab;
import headcount.presence.TestMachines;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One incarnation of the entity on a node, with its conversation with the store. */
final class SimEntity implements EntityEffects {
  private static final int LOST_REPLY_MILLIS = 1_000;
  private static final int TOUCH_MILLIS = 30_000;

  private final World world;
  final SimNode node;
  private final Set<Source> lost = new HashSet<>();
  private long touchedAt;
  private long figuresWrongSince = -1;
  private long figuresVersion;
  private boolean ordered;
  private boolean written;

  /** Whether it read what was stored before it wrote. */
  private boolean informed;

  /** Whether it was ever exact: before that it may know less than the last count says. */
  boolean exactOnce;

  private final Hearsay hearsay;
  final EntityMachine machine;
  final long startedAt;

  SimEntity(SimNode node) {
    this.world = node.world;
    this.node = node;
    this.startedAt = world.time.now();
    this.touchedAt = startedAt;
    this.hearsay = new Hearsay(world);
    node.beats.entityBeat(World.STREAM, node.nanos());
    EntityHost host = new EntityHost(node.id, node.beats, node.view);
    this.machine =
        world.machines.entity(host, World.SETTINGS, World.KEY, node.nanos(), node.wall());
    world.time.after(world.time.between(1, 30), this::load);
  }

  private boolean over() {
    return !node.alive || node.entity != this;
  }

  private boolean storeAway() {
    return world.time.now() < world.store.downUntil || node.cutFromStore;
  }

  private void load() {
    if (over()) {
      return;
    }
    if (node.paused()) {
      world.time.after(node.clock.pausedUntil() - world.time.now(), this::load);
    } else if (storeAway()) {
      machine.loadFailed(node.nanos(), this);
      world.time.after(3_000, this::load);
    } else {
      Loaded stored = world.store.load();
      informed |= !written;
      if (world.store.forgotEnd()) {
        world.watchdog.endForgotten();
      }
      world.time.trace("%s loads %s", node, stored);
      machine.loaded(stored, node.nanos(), node.wall(), this);
    }
  }

  void receive(ToEntity message) {
    hearsay.heard(message);
    machine.receive(message, node.nanos(), node.wall(), this);
  }

  void members(Set<UUID> view) {
    machine.members(view, node.nanos(), this);
  }

  /**
   * Whoever orders an end orders it again from the next incarnation, until it is safe. Tabs of
   * which the entity cannot know count as of after the end.
   */
  void end() {
    world.endWanted = true;
    ordered = true;
    List<Crowd.Socket> known = new ArrayList<>();
    for (SimNode other : world.nodes) {
      other.sockets.values().stream()
          .filter(s -> names(other) || machine.find(s.tab.session()) != null)
          .forEach(known::add);
    }
    boolean ended = machine.end(node.nanos(), node.wall(), this);
    world.time.trace("%s ends the broadcast: %s", node, ended);
    if (ended) {
      world.watchdog.ended(known);
      checkpoint();
    }
  }

  private boolean names(SimNode other) {
    return node.view.contains(other.id) || world.store.names(other.id);
  }

  void tick() {
    node.beats.entityBeat(World.STREAM, node.nanos());
    machine.tick(node.nanos(), node.wall(), this);
    if (world.endWanted && machine.published() && node == world.host()) {
      if (!ordered) {
        end();
      }
      world.endWanted = !machine.endSafe();
    }
  }

  /** Like the entity's shell, it stores nothing before a count was given out. */
  void checkpoint() {
    if (!machine.published()) {
      return;
    }
    Draft draft = machine.draft(node.nanos());
    if (draft == null && world.time.now() - touchedAt >= TOUCH_MILLIS) {
      draft = machine.touch(node.nanos());
    }
    if (draft != null) {
      touchedAt = world.time.now();
      Draft drawn = draft;
      long delay = world.time.between(1, world.chaos ? 800 : 30);
      world.time.after(delay, () -> write(drawn));
    }
  }

  private void write(Draft draft) {
    if (storeAway()) {
      answerAfter(LOST_REPLY_MILLIS, machine::writeFailed);
      return;
    }
    written = true;
    long epoch = world.store.epoch();
    long version = world.store.version();
    SimStore.Answer answer = world.store.write(draft, world.time.now(), informed);
    world.time.trace("%s stores %s, ending %s: %s", node, draft.count(), draft.ending(), answer);
    if (answer == SimStore.Answer.ACCEPTED) {
      boolean rose =
          world.store.epoch() > epoch
              || (world.store.epoch() == epoch && world.store.version() > version);
      world.violations.require(rose, "store-back", "the stored version did not rise");
    }
    if (world.chaos && world.time.chance(0.05)) {
      answerAfter(LOST_REPLY_MILLIS, machine::writeFailed);
      return;
    }
    long storedEpoch = world.store.epoch();
    long storedVersion = world.store.version();
    answerAfter(
        5,
        () -> {
          switch (answer) {
            case ACCEPTED -> machine.accepted(draft.epoch(), draft.version());
            case NEEDS_FULL -> machine.needsFull();
            case FENCED -> machine.storeFenced(storedEpoch, storedVersion, node.nanos(), this);
          }
        });
  }

  private void answerAfter(long millis, Runnable answer) {
    world.time.deliverAfter(
        millis,
        () -> {
          if (over()) {
            return;
          }
          if (node.paused()) {
            answerAfter(node.clock.pausedUntil() - world.time.now(), answer);
          } else {
            answer.run();
          }
        });
  }

  /**
   * The figures are those of the tabs that it holds: at every look the sums over the sources, and
   * while it is exact, the stated figures, but for the pace at which it publishes.
   */
  void checkFigures() {
    Headcount count = machine.headcount();
    BitSet counted = counted();
    int connections = machine.sources(node.nanos()).stream().mapToInt(s -> s.connections()).sum();
    boolean right =
        count.quality() != Quality.EXACT
            || (count.viewers() == counted.cardinality()
                && count.connections() == connections
                && count.anonymous() == Quiet.anonymous(counted));
    if (right || figuresWrongSince < 0 || figuresVersion != count.version()) {
      figuresWrongSince = right ? -1 : world.time.now();
      figuresVersion = count.version();
    }
    world.violations.require(
        right || world.time.now() - figuresWrongSince <= 500,
        "figures",
        () -> node + " states " + count + ", holds " + counted + " on " + connections);
  }

  /** An exact count has what the entity was told. */
  void checkHearsay() {
    if (machine.headcount().quality() == Quality.EXACT) {
      hearsay.check(node.toString(), session -> machine.find(new SessionId(session)) != null);
    } else {
      hearsay.unsure();
    }
  }

  BitSet counted() {
    BitSet counted = new BitSet(Crowd.VIEWERS);
    TestMachines.counted(machine, id -> counted.set(Crowd.number(id)));
    return counted;
  }

  @Override
  public void send(UUID incarnation, ToRelay message) {
    SimNode to = world.node(incarnation);
    world.watchdog.stated(machine.headcount(), this);
    world.time.trace("%s tells %s %s", node, to, message);
    world.send(node, to, () -> to.relay.receive(message));
  }

  @Override
  public void lost(Source source, Collection<Tab> tabs, long lastBeatAgoNanos, boolean drained) {
    world.time.trace("%s loses %s with %d tabs", node, source, tabs.size());
    world.violations.require(lastBeatAgoNanos >= 0, "lost", "beat in the future");
    lost.add(source);
  }

  @Override
  public void fenced() {
    world.time.trace("%s is fenced", node);
    world.stopEntity(node);
    world.time.after(500, () -> world.startEntity(node));
  }
}
