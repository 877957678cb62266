package headcount.presence.sim;

import headcount.presence.BeatTable;
import headcount.presence.SessionId;
import headcount.presence.ToEntity;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One life of a node: its sockets, its relay, its table of beats, perhaps the entity. */
final class SimNode {
  final World world;
  final UUID id;
  final int place;
  final Map<Long, Crowd.Socket> sockets = new LinkedHashMap<>();
  final Set<UUID> view = new HashSet<>();
  final Set<UUID> removed = new HashSet<>();
  final NodeClock clock;
  final BeatTable beats;
  final SimRelay relay;
  final Departures departures;
  @Nullable SimEntity entity;

  /** Where this node believes the entity to be. */
  @Nullable UUID entityAt;

  boolean alive = true;
  boolean cut;
  boolean cutFromStore;
  boolean draining;

  /** Whether it has said to the others that nobody needs to wait for it. */
  boolean saidFarewell;

  /** When it said that it leaves; -1 if it did not. */
  long leavesAt = -1;

  /** When it said so last, or closed its last socket; -1 if it did neither. */
  long drainedAt = -1;

  /** Since when it is there for everybody; -1 while it is not. */
  long okSince = -1;

  /** Whom it can know to be counted: who was owed when it last could talk with the entity. */
  BitSet lastOwed = new BitSet();

  SimNode(World world, UUID id, int place) {
    this.world = world;
    this.id = id;
    this.place = place;
    this.clock = new NodeClock(world.time);
    this.beats = world.machines.beats(id, World.SETTINGS, nanos());
    this.relay = new SimRelay(this);
    this.departures = new Departures(this);
    view.add(id);
  }

  long nanos() {
    return clock.nanos();
  }

  long wall() {
    return clock.wall();
  }

  /** Whether it is there for everybody. */
  boolean ok() {
    return alive && !cut && !paused() && !draining && !world.gone.contains(id);
  }

  boolean paused() {
    return clock.paused();
  }

  /** For how long another one is silent, as far as that ages its viewers, ms. */
  long silence(SimNode other) {
    return (nanos() - beats.lastBeat(other.id, nanos())) / 1_000_000;
  }

  /** Whether at least half of the others were heard in the last 3 s. */
  boolean hearsMost() {
    long silent =
        view.stream()
            .filter(other -> nanos() - beats.heardAt(other, nanos()) > 3_000_000_000L)
            .count();
    return 2 * silent <= view.size() - 1;
  }

  void join(int viewer) {
    Crowd.Socket socket = world.crowd.connect(viewer, this);
    sockets.put(socket.tab.session().value(), socket);
    relay.machine.join(socket.tab, nanos(), relay);
  }

  void leave(long session) {
    Crowd.Socket socket = sockets.remove(session);
    if (socket != null) {
      world.crowd.left(socket, world.time.now());
      relay.machine.leave(new SessionId(session), nanos(), relay);
    }
  }

  void drain() {
    draining = true;
    leavesAt = world.time.now();
    drainedAt = leavesAt;
    relay.machine.draining(nanos(), relay);
  }

  /** Closes who is still here. */
  void closeAll() {
    if (alive) {
      drainedAt = world.time.now();
      departures.dropSockets();
      relay.machine.closed(nanos(), relay);
    }
  }

  /** Says to all others that nobody needs to wait for it, if that is so. */
  void farewell() {
    if (relay.machine.farewell()) {
      saidFarewell = true;
      world.time.trace("%s says farewell", this);
      for (UUID member : view) {
        if (!member.equals(id)) {
          SimNode other = world.node(member);
          world.send(this, other, () -> other.beats.farewell(id));
        }
      }
    }
  }

  void tickBeats() {
    beats.tick(nanos());
    for (UUID member : view) {
      if (!member.equals(id)) {
        SimNode other = world.node(member);
        world.send(this, other, () -> other.beats.beat(id, other.nanos()));
      }
    }
  }

  void view(UUID node, boolean there) {
    boolean changed = there ? view.add(node) : view.remove(node);
    if (changed) {
      viewChanged();
    }
  }

  void viewChanged() {
    beats.members(view);
    SimEntity here = entity;
    if (here != null) {
      here.members(view);
    }
  }

  void toEntity(ToEntity message) {
    SimEntity here = entity;
    if (here != null) {
      world.time.trace("%s hears %s", this, message);
      here.receive(message);
    }
  }

  @Override
  public String toString() {
    return "node " + place + "/" + id.getLeastSignificantBits();
  }
}
