package headcount.presence;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One node's table of beats: of the other nodes, and of the entities on this one. Reads are
 * thread-safe; {@link #beat}, {@link #farewell} and {@link #entityBeat} may come from any thread,
 * {@link #tick} and {@link #members} from one.
 *
 * <p>A pause of this node, and a time in which it hears from less than half of the others (so that
 * it is the one that is cut off), makes nobody look older.
 */
public final class BeatTable implements Beats {
  private final UUID self;
  private final CountSettings settings;
  private final Set<Rule> rules;
  private final Map<UUID, Beat> beats = new ConcurrentHashMap<>();
  private final Set<UUID> left = ConcurrentHashMap.newKeySet();
  private final Map<StreamId, Long> entities = new ConcurrentHashMap<>();
  private volatile Set<UUID> members = Set.of();
  private volatile long started;
  private volatile long lastTick;

  /**
   * A node's last beat.
   *
   * @param heardAt when it came
   * @param held the same, moved forward
   */
  private record Beat(long heardAt, long held) {}

  /** A table that has heard nobody yet. */
  public BeatTable(UUID self, CountSettings settings, long now) {
    this(self, settings, now, Rule.all());
  }

  BeatTable(UUID self, CountSettings settings, long now, Set<Rule> rules) {
    this.self = self;
    this.settings = settings;
    this.rules = rules;
    this.started = now;
    this.lastTick = now;
  }

  /** That node was heard now. */
  public void beat(UUID incarnation, long now) {
    beats.put(incarnation, new Beat(now, now));
  }

  /** That node has left, and nobody there is waited for. */
  public void farewell(UUID incarnation) {
    left.add(incarnation);
  }

  /** That stream's entity is here, and at work; to be called at least once a second. */
  public void entityBeat(StreamId stream, long now) {
    entities.put(stream, now);
  }

  /**
   * Nanos since that stream's entity showed any life, as far as can be known here.
   *
   * @param host the node where it is; if that is this one, its own beats count
   */
  public long hostAge(UUID host, StreamId stream, long now) {
    if (!host.equals(self)) {
      return now - heardAt(host, now);
    }
    Long last = entities.get(stream);
    return now - (last == null ? started : last);
  }

  /** Who is in the cluster now; others are forgotten when they have been silent for long. */
  public void members(Set<UUID> members) {
    this.members = Set.copyOf(members);
  }

  /** To be called every 100 to 1,000 ms. */
  public void tick(long now) {
    long since = now - lastTick;
    if (pausedFor(now) > 0) {
      shift(pausedFor(now), now);
    } else if (cutOff(now)) {
      shift(since, now);
    }
    lastTick = now;
    long forget = now - 20 * settings.holdNanos();
    beats
        .entrySet()
        .removeIf(e -> e.getValue().heardAt() < forget && !members.contains(e.getKey()));
    left.retainAll(beats.keySet());
    entities.values().removeIf(last -> last < forget);
  }

  private boolean cutOff(long now) {
    if (!rules.contains(Rule.CUT_OFF_HOLDS)) {
      return false;
    }
    int others = 0;
    int silent = 0;
    for (UUID member : members) {
      if (!member.equals(self)) {
        others++;
        silent += now - heardAt(member, now) > settings.silentNanos() ? 1 : 0;
      }
    }
    return silent > 1 && 2 * silent > others;
  }

  private void shift(long by, long now) {
    started = Math.min(now, started + by);
    beats.replaceAll((node, beat) -> new Beat(beat.heardAt(), Math.min(now, beat.held() + by)));
  }

  /** The time in which this table should have ticked and did not, beyond what is usual. */
  private long pausedFor(long now) {
    long since = now - lastTick;
    return since > CountSettings.TICK_NANOS + settings.pauseNanos()
            && rules.contains(Rule.PAUSE_EXTENDS)
        ? since - CountSettings.TICK_NANOS
        : 0;
  }

  @Override
  public long lastBeat(UUID incarnation, long now) {
    if (incarnation.equals(self)) {
      return now;
    }
    Beat last = beats.get(incarnation);
    return Math.min(now, (last == null ? started : last.held()) + pausedFor(now));
  }

  @Override
  public long heardAt(UUID incarnation, long now) {
    if (incarnation.equals(self)) {
      return now;
    }
    Beat last = beats.get(incarnation);
    return last == null ? started : last.heardAt();
  }

  @Override
  public Set<UUID> heard() {
    return Set.copyOf(beats.keySet());
  }

  @Override
  public boolean left(UUID incarnation) {
    return left.contains(incarnation);
  }

  @Override
  public boolean known(UUID incarnation) {
    return incarnation.equals(self) || beats.containsKey(incarnation);
  }
}
