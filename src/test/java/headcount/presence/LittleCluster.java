package headcount.presence;

import static headcount.presence.TestPaces.MILLI;
import static headcount.presence.TestPaces.SECOND;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One entity and a few relays on a network without faults, by a clock that a test moves. */
final class LittleCluster {
  static final long KEY = 77;
  static final long WALL = 1_790_000_000_000L;

  final Map<UUID, RelayMachine> relays = new LinkedHashMap<>();
  final List<Object> lost = new ArrayList<>();
  final List<Headcount> served = new ArrayList<>();
  final List<UUID> told = new ArrayList<>();
  final UUID host = node(0);
  final BeatTable beats = new BeatTable(host, TestPaces.settings(), 0);
  final Set<UUID> members = new HashSet<>();
  final Set<UUID> dead = new HashSet<>();
  Predicate<Object> dropped = message -> false;
  EntityMachine entity;
  boolean fenced;
  long now;

  private final Deque<Runnable> network = new ArrayDeque<>();

  LittleCluster(int nodes) {
    for (int i = 0; i < nodes; i++) {
      members.add(node(i));
      relays.put(node(i), relay(new Source(node(i), 0), new SourceMark(0, 0, 0)));
    }
    entity = entity();
  }

  static UUID node(int index) {
    return new UUID(1, index);
  }

  static Tab tab(long session, long viewer) {
    return new Tab(new SessionId(session), new ViewerId(viewer), viewer < 0, WALL, 0);
  }

  RelayMachine relay(Source source, SourceMark resumed) {
    return new RelayMachine(source, TestPaces.settings(), KEY, resumed, now);
  }

  EntityMachine entity() {
    EntityHost here = new EntityHost(host, beats, members);
    return new EntityMachine(here, TestPaces.settings(), KEY, now, wall());
  }

  long wall() {
    return WALL + now / MILLI;
  }

  RelayMachine relay(int index) {
    return Objects.requireNonNull(relays.get(node(index)));
  }

  void join(int index, long session, long viewer) {
    relay(index).join(tab(session, viewer), now, from(node(index)));
    settle();
  }

  void leave(int index, long session) {
    relay(index).leave(new SessionId(session), now, from(node(index)));
    settle();
  }

  void load(@Nullable Loaded stored) {
    entity.loaded(stored, now, wall(), fromEntity());
    settle();
  }

  /** Lets messages run until there are none. */
  void settle() {
    for (Runnable next = network.poll(); next != null; next = network.poll()) {
      next.run();
    }
  }

  /** Lets time pass, in ticks of 50 ms. */
  void pass(long nanos) {
    long until = now + nanos;
    while (now < until) {
      now += 50 * MILLI;
      beat();
      relays.forEach(
          (node, relay) -> {
            if (!dead.contains(node)) {
              relay.tick(now, 0, from(node));
            }
          });
      entity.tick(now, wall(), fromEntity());
      settle();
    }
  }

  void seconds(int seconds) {
    pass(seconds * SECOND);
  }

  private void beat() {
    for (UUID node : relays.keySet()) {
      if (!dead.contains(node) && !node.equals(host)) {
        beats.beat(node, now);
      }
    }
    beats.tick(now);
  }

  Headcount served(int index) {
    return Objects.requireNonNull(relay(index).served(now));
  }

  Headcount count() {
    return entity.headcount();
  }

  RelayEffects from(UUID node) {
    return new RelayEffects() {
      @Override
      public void send(ToEntity message) {
        if (!dropped.test(message)) {
          network.add(() -> entity.receive(message, now, wall(), fromEntity()));
        }
      }

      @Override
      public void served(Headcount headcount) {
        served.add(headcount);
      }

      @Override
      public void ended() {
        told.add(node);
      }
    };
  }

  EntityEffects fromEntity() {
    return new EntityEffects() {
      @Override
      public void send(UUID node, ToRelay message) {
        RelayMachine relay = relays.get(node);
        if (relay != null && !dead.contains(node) && !dropped.test(message)) {
          network.add(() -> relay.receive(message, now, from(node)));
        }
      }

      @Override
      public void lost(Source source, Collection<Tab> tabs, long ago, boolean drained) {
        lost.add(source + " " + tabs.size() + (drained ? " drained" : ""));
      }

      @Override
      public void fenced() {
        fenced = true;
      }
    };
  }
}
