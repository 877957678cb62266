package headcount.stream;

import com.typesafe.config.Config;
import headcount.presence.CountSettings;
import headcount.presence.PushPacer;
import java.time.Duration;

/**
 * How the actors of the count are paced; see {@code headcount/stream.conf} for each setting's unit
 * and effect.
 *
 * @param count the protocol's paces
 * @param pace how often a count is pushed
 * @param pushShare the most of the event loops' time that pushes take, 0: unbounded
 * @param hashKey key of the digests' hashes, the same on every node
 * @param relays relay workers of this node
 * @param relayTick between two looks at what is due
 * @param beat between two beats
 * @param audit between two comparisons of relays and sockets
 * @param patience after which somebody who waits for a count is answered from the store
 * @param interest how long a stream that was asked for is followed
 * @param drift how counts are compared with sockets and store
 */
public record StreamSettings(
    CountSettings count,
    PushPacer.Pace pace,
    double pushShare,
    long hashKey,
    int relays,
    Duration relayTick,
    Duration beat,
    Duration audit,
    Duration patience,
    Duration interest,
    DriftSettings drift) {
  private static final String ROOM = "headcount.stream.";

  /** Reads {@code headcount.stream}. */
  public static StreamSettings from(Config root) {
    return new StreamSettings(
        count(root),
        new PushPacer.Pace(
            number(root, "push.small-audience"),
            nanos(root, "push.small-interval"),
            number(root, "push.medium-audience"),
            nanos(root, "push.medium-interval"),
            nanos(root, "push.longest-interval")),
        share(root, "push.share"),
        root.getLong(ROOM + "hash-key"),
        number(root, "relays"),
        duration(root, "relay-tick"),
        duration(root, "beat"),
        duration(root, "audit"),
        duration(root, "patience"),
        duration(root, "interest"),
        DriftSettings.from(root));
  }

  private static CountSettings count(Config root) {
    return new CountSettings(
        new CountSettings.RelayPace(
            nanos(root, "relay.delta-interval"),
            number(root, "relay.delta-operations"),
            nanos(root, "relay.digest-interval"),
            nanos(root, "relay.longest-digest-interval"),
            nanos(root, "relay.stale-after"),
            number(root, "relay.chunk-tabs")),
        new CountSettings.EntityPace(
            nanos(root, "entity.publish-interval"),
            nanos(root, "entity.watched-for"),
            nanos(root, "entity.report-wait"),
            number(root, "entity.pulls"),
            number(root, "entity.held-deltas"),
            number(root, "entity.difference-tabs")),
        nanos(root, "silent-after"),
        nanos(root, "hold"),
        nanos(root, "repeat"),
        nanos(root, "pause"));
  }

  private static long nanos(Config root, String name) {
    return duration(root, name).toNanos();
  }

  private static Duration duration(Config root, String name) {
    var value = root.getDuration(ROOM + name);
    if (!value.isPositive()) {
      throw new IllegalArgumentException(ROOM + name + " must be more than 0, was " + value);
    }
    return value;
  }

  private static double share(Config root, String name) {
    double value = root.getDouble(ROOM + name);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(ROOM + name + " must be 0 to 1, was " + value);
    }
    return value;
  }

  private static int number(Config root, String name) {
    int value = root.getInt(ROOM + name);
    if (value < 1) {
      throw new IllegalArgumentException(ROOM + name + " must be at least 1, was " + value);
    }
    return value;
  }

  /** {@link #patience} in nanoseconds. */
  long patienceNanos() {
    return patience.toNanos();
  }

  /** {@link #interest} in nanoseconds. */
  long interestNanos() {
    return interest.toNanos();
  }
}
