package headcount.bench.count;

import headcount.presence.EntityEffects;
import headcount.presence.EntityHost;
import headcount.presence.EntityMachine;
import headcount.presence.Quality;
import headcount.presence.Source;
import headcount.presence.Tab;
import headcount.presence.ToRelay;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An entity whose nodes have all answered, with its people on them. Not thread-safe. */
final class CountedStream {
  private static final long CHECKPOINT_NANOS = 1_000_000_000L;

  private final List<Crowd> crowds;
  private final EntityMachine entity;
  private final Said said = new Said();
  private int turn;
  private long stored = CHECKPOINT_NANOS;

  /** So many people over these nodes, all counted. */
  CountedStream(int people, int nodes, long seed) {
    this.crowds =
        java.util.stream.IntStream.range(0, nodes)
            .mapToObj(node -> new Crowd(node, Math.max(1, people / nodes), seed))
            .toList();
    Set<UUID> members = new HashSet<>();
    crowds.forEach(crowd -> members.add(crowd.source().incarnation()));
    var host = new EntityHost(new UUID(1, 0), new Paces.AllBeat(), members);
    this.entity = new EntityMachine(host, Paces.settings(), Paces.KEY, 0, Paces.WALL);
    entity.loaded(null, 0, Paces.WALL, said);
    for (var crowd : crowds) {
      entity.receive(crowd.nobody(entity.headcount().epoch()), 0, Paces.WALL, said);
      for (var delta : crowd.arrival(2_000)) {
        entity.receive(delta, 0, Paces.WALL, said);
      }
    }
    entity.tick(1_000_000_000L, Paces.WALL + 1_000, said);
    if (entity.headcount().quality() != Quality.EXACT) {
      throw new IllegalStateException("not exact: " + entity.headcount());
    }
  }

  EntityMachine entity() {
    return entity;
  }

  /** The next node says so many events; what changed is stored once a second. */
  void events(int operations, long now) {
    if (now - stored >= CHECKPOINT_NANOS) {
      stored = now;
      checkpoint(now);
    }
    var crowd = crowds.get(turn);
    turn = turn + 1 == crowds.size() ? 0 : turn + 1;
    entity.receive(crowd.next(operations), now, Paces.WALL + now / 1_000_000, said);
  }

  /** Everything to be stored is drawn, and stored at once. */
  void checkpoint(long now) {
    var draft = entity.draft(now);
    if (draft != null) {
      entity.accepted(draft.epoch(), draft.version());
    }
  }

  /** Messages that the entity sent. */
  long sent() {
    return said.sent;
  }

  private static final class Said implements EntityEffects {
    private long sent;

    @Override
    public void send(UUID incarnation, ToRelay message) {
      sent++;
    }

    @Override
    public void lost(Source source, Collection<Tab> tabs, long agoNanos, boolean drained) {
      throw new IllegalStateException("lost " + source);
    }

    @Override
    public void fenced() {
      throw new IllegalStateException("fenced");
    }
  }
}
