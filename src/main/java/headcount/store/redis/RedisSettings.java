package headcount.store.redis;

import com.typesafe.config.Config;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where Redis is and how it is used, as {@code headcount.store.redis} says.
 *
 * @param server one server, or a cluster's seeds
 * @param limits on commands
 * @param ranks how rankings are kept and served
 * @param forgetAfter how long the keys of a stream without a viewer stay
 * @param outboxBuffer records that wait in memory at most
 * @param healthEvery between two questions whether Redis answers
 */
public record RedisSettings(
    Server server,
    Limits limits,
    Ranks ranks,
    Duration forgetAfter,
    int outboxBuffer,
    Duration healthEvery) {
  /** Refuses a health check without a pause. */
  public RedisSettings {
    if (!healthEvery.isPositive()) {
      throw new IllegalArgumentException(
          "headcount.store.redis.health-every must be more than 0, was " + healthEvery);
    }
  }

  /** One server by uri, or the seeds of a cluster as host:port or uri. */
  public record Server(String uri, List<String> nodes, boolean cluster) {
    /** Refuses a cluster without a seed. */
    public Server {
      if (cluster && nodes.isEmpty()) {
        throw new IllegalArgumentException(
            "headcount.store.redis.nodes must name at least one server where cluster is on");
      }
    }

    List<RedisURI> uris() {
      return cluster ? nodes.stream().map(Server::seed).toList() : List.of(RedisURI.create(uri));
    }

    private static RedisURI seed(String node) {
      return RedisURI.create(node.contains("://") ? node : "redis://" + node);
    }

    /** {@code host:port}, a cluster's seeds with commas between. */
    String describe() {
      return uris().stream()
          .map(each -> each.getHost() + ":" + each.getPort())
          .collect(Collectors.joining(","));
    }
  }

  /**
   * On commands.
   *
   * @param timeout after which one fails
   * @param queue how many wait for an answer at most
   * @param chunk members in one script call
   */
  public record Limits(Duration timeout, int queue, int chunk) {
    /** Refuses what Redis' Lua stack would not take. */
    public Limits {
      if (chunk < 100 || chunk > 3500) {
        throw new IllegalArgumentException(
            "headcount.store.redis.chunk must be 100 to 3,500, was " + chunk);
      }
      if (timeout.isZero() || timeout.isNegative() || queue < 1) {
        throw new IllegalArgumentException(
            "headcount.store.redis.command-timeout and queue must be more than 0, were %s and %d"
                .formatted(timeout, queue));
      }
    }
  }

  /**
   * Of rankings.
   *
   * @param every how long changed ranks are gathered
   * @param snapshotEvery how long one snapshot serves new first pages
   * @param cursorLife how long a cursor can be used
   */
  public record Ranks(Duration every, Duration snapshotEvery, Duration cursorLife) {
    /** Refuses snapshots that would be older than promised, or that none could be served from. */
    public Ranks {
      if (!snapshotEvery.isPositive() || snapshotEvery.compareTo(Duration.ofSeconds(5)) > 0) {
        throw new IllegalArgumentException(
            "headcount.store.redis.snapshot-every must be more than 0 and at most 5 s, was "
                + snapshotEvery);
      }
    }
  }

  /** Reads {@code headcount.store.redis} of the whole configuration. */
  public static RedisSettings from(Config config) {
    var room = config.getConfig("headcount.store.redis");
    return new RedisSettings(
        new Server(room.getString("uri"), room.getStringList("nodes"), room.getBoolean("cluster")),
        new Limits(room.getDuration("command-timeout"), room.getInt("queue"), room.getInt("chunk")),
        new Ranks(
            room.getDuration("rank-every"),
            room.getDuration("snapshot-every"),
            room.getDuration("cursor-life")),
        room.getDuration("forget-after"),
        room.getInt("outbox-buffer"),
        room.getDuration("health-every"));
  }
}
