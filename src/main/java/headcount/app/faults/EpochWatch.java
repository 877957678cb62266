package headcount.app.faults;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks ten times a second at which epoch and version of a stream stand in Redis: they must only
 * rise, whoever writes. Thread-safe.
 */
final class EpochWatch implements AutoCloseable {
  private static final long EACH = Duration.ofMillis(100).toNanos();

  /** One look. */
  record Stamp(long epoch, long version) {
    boolean isBelow(Stamp other) {
      return epoch < other.epoch || (epoch == other.epoch && version < other.version);
    }
  }

  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;
  private final String key;
  private final List<Stamp> stamps = new ArrayList<>();
  private volatile boolean closed;

  private EpochWatch(RedisClient client, String stream) {
    this.client = client;
    this.connection = client.connect();
    this.key = "live:stream:{" + stream + "}";
  }

  /**
   * Begins to look.
   *
   * @param address as {@code redis://host:port}
   */
  static EpochWatch start(String address, String stream) {
    var client = RedisClient.create(address);
    try {
      var watch = new EpochWatch(client, stream);
      Thread.ofVirtual().start(watch::run);
      return watch;
    } catch (RedisException e) {
      client.shutdown();
      throw e;
    }
  }

  private void run() {
    while (!closed) {
      try {
        look();
      } catch (RedisException gone) {
        // a row may take Redis away: there is nothing to see then
      }
      LockSupport.parkNanos(EACH);
    }
  }

  private void look() {
    var fields = connection.sync().hmget(key, "epoch", "version");
    if (fields.stream().allMatch(KeyValue::hasValue)) {
      synchronized (stamps) {
        stamps.add(
            new Stamp(
                Long.parseLong(fields.get(0).getValue()),
                Long.parseLong(fields.get(1).getValue())));
      }
    }
  }

  /** The looks at which something stood that is below what stood before. */
  static List<Stamp> falls(List<Stamp> stamps) {
    var falls = new ArrayList<Stamp>();
    for (var at = 1; at < stamps.size(); at++) {
      if (stamps.get(at).isBelow(stamps.get(at - 1))) {
        falls.add(stamps.get(at));
      }
    }
    return falls;
  }

  /** Promises that nothing fell. */
  void judge(Report report) {
    List<Stamp> seen;
    synchronized (stamps) {
      seen = List.copyOf(stamps);
    }
    var falls = falls(seen);
    var epochs = seen.stream().mapToLong(Stamp::epoch).distinct().count();
    report.promise(
        falls.isEmpty() && !seen.isEmpty(),
        falls.isEmpty()
            ? "epoch and version in Redis only rose (%d looks, epochs: %d)"
                .formatted(seen.size(), epochs)
            : "older checkpoints were taken: " + falls);
  }

  @Override
  public void close() {
    closed = true;
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
