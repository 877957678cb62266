package headcount.presence.sim;

import headcount.presence.BeatTable;
import headcount.presence.Headcount;
import headcount.presence.RelayEffects;
import headcount.presence.RelayMachine;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import headcount.presence.Tab;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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
  final BeatTable beats;
  final long skew;
  private final long clockOffset;

  RelayMachine relay;
  @Nullable SimEntity entity;

  /** Where this node believes the entity to be. */
  @Nullable UUID entityAt;

  boolean alive = true;
  boolean cut;
  boolean cutFromStore;
  boolean draining;
  long pausedUntil;
  private long pausedSince;
  private int readsFor;

  /** How many of those whose sockets break here come back at once. */
  double returning = 0.95;

  /** Whether it has said to the others that nobody needs to wait for it. */
  boolean saidFarewell;

  /** When it said that it leaves; -1 if it did not. */
  long leavesAt = -1;

  /** When it said so last, or closed its last socket; -1 if it did neither. */
  long drainedAt = -1;

  /** Since when it is there for everybody; -1 while it is not. */
  long okSince = -1;

  /** The last end that it has obeyed. */
  private long obeyed;

  /** Whom it can know to be counted: who was owed when it last could talk with the entity. */
  BitSet lastOwed = new BitSet();

  /** Since when what it said under a number has had no answer. */
  private final NavigableMap<Long, Long> unanswered = new TreeMap<>();

  private int generation;
  private long forgettableSince = -1;

  SimNode(World world, UUID id, int place) {
    this.world = world;
    this.id = id;
    this.place = place;
    int hours = world.time.chance(0.1) ? world.time.between(-1, 1) : 0;
    this.skew = world.time.between(-5_000, 5_000) + 3_600_000L * hours;
    this.clockOffset = world.time.between(0, 1_000_000) * 1_000_000L;
    this.beats = world.machines.beats(id, World.SETTINGS, nanos());
    this.relay = relay(new SourceMark(0, 0, 0));
    view.add(id);
  }

  long nanos() {
    return world.time.now() * 1_000_000L + clockOffset;
  }

  long wall() {
    return 1_790_000_000_000L + world.time.now() + skew;
  }

  /** Whether it is there for everybody. */
  boolean ok() {
    return alive && !cut && !paused() && !draining && !world.gone.contains(id);
  }

  boolean paused() {
    return world.time.now() < pausedUntil;
  }

  /** Stops for that time, and then reads what waited in its mailbox, in order, not all at once. */
  void pause(long millis) {
    pausedSince = world.time.now();
    pausedUntil = Math.max(pausedUntil, pausedSince + millis);
    readsFor = world.time.between(0, 900);
  }

  /** In how many ms that is read which comes now, while it pauses. */
  long mailboxReadAfter() {
    long now = world.time.now();
    long waited = now - pausedSince;
    return pausedUntil - now + readsFor * waited / Math.max(1, pausedUntil - pausedSince);
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

  /** For how long something that it said has had no answer, its own pause apart, ms. */
  long unansweredFor() {
    return unanswered.isEmpty()
        ? 0
        : world.time.now() - Math.max(pausedUntil, unanswered.values().iterator().next());
  }

  private RelayMachine relay(SourceMark resumed) {
    Source source = new Source(id, generation);
    unanswered.clear();
    RelayMachine fresh = world.machines.relay(source, World.SETTINGS, World.KEY, resumed, nanos());
    fresh.obeyed(world.off.contains("END_REMEMBERED") ? 0 : obeyed);
    return fresh;
  }

  void join(int viewer) {
    Crowd.Socket socket = world.crowd.connect(viewer, this);
    sockets.put(socket.tab.session().value(), socket);
    relay.join(socket.tab, nanos(), effects());
  }

  void leave(long session) {
    Crowd.Socket socket = sockets.remove(session);
    if (socket != null) {
      world.crowd.left(socket, world.time.now());
      relay.leave(new SessionId(session), nanos(), effects());
    }
  }

  /** Most viewers go elsewhere as they are asked to: they open a tab there, then close this one. */
  void askToMove(int spread) {
    for (Crowd.Socket socket : new ArrayList<>(sockets.values())) {
      long session = socket.tab.session().value();
      if (world.time.chance(0.8)) {
        int opened = world.time.between(1, spread);
        world.time.after(opened, () -> moveIfHere(socket.viewer, session));
      }
    }
  }

  private void moveIfHere(int viewer, long session) {
    if (alive && sockets.containsKey(session)) {
      world.rejoin(viewer);
      world.time.after(world.time.between(20, 700), () -> moved(session));
    }
  }

  private void moved(long session) {
    Crowd.Socket socket = sockets.get(session);
    leave(session);
    if (socket != null) {
      world.crowd.moved(socket);
    }
  }

  /** All sockets break, and the relay is not told; most viewers come back elsewhere. */
  void dropSockets() {
    List<Crowd.Socket> broken = new ArrayList<>(sockets.values());
    sockets.clear();
    for (Crowd.Socket socket : broken) {
      world.crowd.broke(socket, world.time.now());
      if (world.time.chance(returning)) {
        world.time.after(world.time.between(500, 9_500), () -> world.rejoin(socket.viewer));
      }
    }
  }

  /** The relay worker crashes; its successor learns the sockets a little later. */
  void crashRelay() {
    generation++;
    relay = relay(new SourceMark(0, 0, 0));
    RelayMachine rebuilt = relay;
    world.time.after(
        world.time.between(1, 400),
        () -> {
          if (alive && relay == rebuilt) {
            List<Tab> truth = sockets.values().stream().map(socket -> socket.tab).toList();
            rebuilt.audit(truth, nanos(), effects());
          }
        });
  }

  void drain() {
    draining = true;
    leavesAt = world.time.now();
    drainedAt = leavesAt;
    relay.draining(nanos(), effects());
  }

  /** Closes who is still here. */
  void closeAll() {
    if (alive) {
      drainedAt = world.time.now();
      dropSockets();
      relay.closed(nanos(), effects());
    }
  }

  /** Says to all others that nobody needs to wait for it, if that is so. */
  void farewell() {
    if (relay.farewell()) {
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

  void receive(ToRelay message) {
    world.time.trace("%s hears %s", this, message);
    if (message instanceof ToRelay.Ack ack && ack.source().equals(new Source(id, generation))) {
      unanswered.headMap(ack.seq(), true).clear();
      unanswered.replaceAll((_, _) -> world.time.now());
    }
    int open = sockets.size();
    relay.receive(message, nanos(), effects());
    if (message instanceof ToRelay.Ended ended) {
      boolean again = ended.mark() <= obeyed && sockets.size() < open;
      world.watchdog.require(!again, "ended-twice", this + " ends tabs of after the end");
      obeyed = Math.max(obeyed, relay.endSeen());
    }
  }

  void tickRelay() {
    UUID host = entityAt;
    long age = host == null ? 0 : beats.hostAge(host, World.STREAM, nanos());
    relay.tick(nanos(), age, effects());
    forgetIfEmpty();
  }

  private void forgetIfEmpty() {
    if (!relay.forgettable(nanos())) {
      forgettableSince = -1;
    } else if (forgettableSince < 0) {
      forgettableSince = world.time.now();
    } else if (world.time.now() - forgettableSince >= 2_000) {
      forgettableSince = -1;
      boolean goesOn = !world.off.contains("SEQ_CONTINUES");
      relay = relay(goesOn ? relay.mark() : new SourceMark(0, 0, 0));
      relay.audit(List.of(), nanos(), effects());
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

  private RelayEffects effects() {
    return new RelayEffects() {
      @Override
      public void send(ToEntity message) {
        UUID host = entityAt;
        world.sayings.said(message);
        if (message instanceof ToEntity.Delta delta) {
          unanswered.putIfAbsent(delta.seq(), world.time.now());
        } else if (message instanceof ToEntity.Digest digest
            && (digest.connections() > 0 || digest.pending())) {
          // one that holds nobody asks for no count
          unanswered.putIfAbsent(digest.seq(), world.time.now());
        }
        world.time.trace("%s says %s", SimNode.this, message);
        if (host != null) {
          SimNode at = world.node(host);
          world.send(SimNode.this, at, () -> at.toEntity(message));
        }
      }

      @Override
      public void served(Headcount headcount) {
        world.time.trace("%s serves %s", SimNode.this, headcount);
      }

      @Override
      public void ended() {
        world.time.trace("%s ends %d tabs", SimNode.this, sockets.size());
        sockets.values().forEach(socket -> world.crowd.left(socket, world.time.now()));
        sockets.clear();
      }
    };
  }

  private void toEntity(ToEntity message) {
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
