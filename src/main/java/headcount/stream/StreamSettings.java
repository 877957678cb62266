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
 * @param hashKey key of the digests' hashes, the same on every node
 * @param relays relay workers of this node
 * @param relayTick between two looks at what is due
 * @param beat between two beats
 * @param audit between two comparisons of relays and sockets
 * @param patience after which somebody who waits for a count is answered from the store
 * @param interest how long a stream that was asked for is followed
 */
public record StreamSettings(
    CountSettings count,
    PushPacer.Pace pace,
    long hashKey,
    int relays,
    Duration relayTick,
    Duration beat,
    Duration audit,
    Duration patience,
    Duration interest) {
  /** Reads {@code headcount.stream}. */
  public static StreamSettings from(Config root) {
    var stream = root.getConfig("headcount.stream");
    var push = stream.getConfig("push");
    return new StreamSettings(
        count(stream),
        new PushPacer.Pace(
            push.getInt("small-audience"),
            nanos(push, "small-interval"),
            push.getInt("medium-audience"),
            nanos(push, "medium-interval"),
            nanos(push, "longest-interval")),
        stream.getLong("hash-key"),
        atLeastOne(stream.getInt("relays"), "headcount.stream.relays"),
        stream.getDuration("relay-tick"),
        stream.getDuration("beat"),
        stream.getDuration("audit"),
        stream.getDuration("patience"),
        stream.getDuration("interest"));
  }

  private static CountSettings count(Config stream) {
    var relay = stream.getConfig("relay");
    var entity = stream.getConfig("entity");
    return new CountSettings(
        new CountSettings.RelayPace(
            nanos(relay, "delta-interval"),
            relay.getInt("delta-operations"),
            nanos(relay, "digest-interval"),
            nanos(relay, "longest-digest-interval"),
            nanos(relay, "stale-after"),
            relay.getInt("chunk-tabs")),
        new CountSettings.EntityPace(
            nanos(entity, "publish-interval"),
            nanos(entity, "watched-for"),
            nanos(entity, "report-wait"),
            entity.getInt("pulls"),
            entity.getInt("held-deltas"),
            entity.getInt("difference-tabs")),
        nanos(stream, "silent-after"),
        nanos(stream, "hold"),
        nanos(stream, "repeat"),
        nanos(stream, "pause"));
  }

  private static long nanos(Config config, String path) {
    return config.getDuration(path).toNanos();
  }

  private static int atLeastOne(int value, String path) {
    if (value < 1) {
      throw new IllegalArgumentException(path + " must be at least 1, was " + value);
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
