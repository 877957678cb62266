package headcount.bench.count;

import com.typesafe.config.ConfigFactory;
import headcount.presence.Beats;
import headcount.presence.CountSettings;
import headcount.stream.StreamSettings;
import java.util.Set;
import java.util.UUID;

/** What the pure machines are given: production's paces, and a cluster that nobody leaves. */
final class Paces {
  static final long KEY = 5577006791947779410L;
  static final long WALL = 1_790_000_000_000L;

  private Paces() {}

  static CountSettings settings() {
    return StreamSettings.from(ConfigFactory.load()).count();
  }

  /** Everybody is heard all the time. */
  static final class AllBeat implements Beats {
    @Override
    public long lastBeat(UUID incarnation, long now) {
      return now;
    }

    @Override
    public long heardAt(UUID incarnation, long now) {
      return now;
    }

    @Override
    public Set<UUID> heard() {
      return Set.of();
    }

    @Override
    public boolean left(UUID incarnation) {
      return false;
    }

    @Override
    public boolean known(UUID incarnation) {
      return true;
    }
  }
}
