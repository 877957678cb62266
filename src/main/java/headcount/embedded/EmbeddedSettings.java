package headcount.embedded;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How the embedded servers are paced and how large they are; defaults in {@code embedded.conf}.
 *
 * @param startTimeout from the start of a server to its first answer
 * @param stopGrace from the request to end to the kill
 * @param mysqlBufferPoolBytes InnoDB's cache, at least 5 MiB
 * @param mysqlConnections connections that one MySQL takes
 * @param redisNodeTimeout silence after which the cluster gives up a master
 */
public record EmbeddedSettings(
    Duration startTimeout,
    Duration stopGrace,
    long mysqlBufferPoolBytes,
    int mysqlConnections,
    Duration redisNodeTimeout) {

  public EmbeddedSettings {
    require(!startTimeout.isNegative() && !startTimeout.isZero(), "start-timeout", startTimeout);
    require(!stopGrace.isNegative() && !stopGrace.isZero(), "stop-grace", stopGrace);
    require(mysqlBufferPoolBytes >= 5 << 20, "mysql.buffer-pool", mysqlBufferPoolBytes);
    require(mysqlConnections >= 10, "mysql.connections", mysqlConnections);
    require(redisNodeTimeout.toMillis() >= 500, "redis.node-timeout", redisNodeTimeout);
  }

  public static EmbeddedSettings from(Config config) {
    var room = config.getConfig("headcount.embedded");
    return new EmbeddedSettings(
        room.getDuration("start-timeout"),
        room.getDuration("stop-grace"),
        room.getBytes("mysql.buffer-pool"),
        room.getInt("mysql.connections"),
        room.getDuration("redis.node-timeout"));
  }

  private static void require(boolean fits, String key, Object value) {
    if (!fits) {
      throw new IllegalArgumentException("headcount.embedded." + key + " is too small: " + value);
    }
  }
}
