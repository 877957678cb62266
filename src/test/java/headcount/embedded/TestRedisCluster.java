package headcount.embedded;

import java.io.IOException;
import java.util.List;

/**
 * One real Redis Cluster (3 masters, 3 replicas) for all tests of this JVM, started when needed.
 */
public final class TestRedisCluster {
  private static final class Shared {
    static final Redis REDIS = start();

    private static Redis start() {
      var folder = TestFolder.of("redis-cluster");
      var place = new Redis.Place(folder, FreePorts.row(6), true);
      var redis = Redis.start(TestFolder.SETTINGS, TestFolder.PARTS, place);
      TestFolder.untilExit(redis::close, folder);
      return redis;
    }
  }

  private TestRedisCluster() {}

  /** The six addresses, each as {@code redis://127.0.0.1:port}. */
  public static List<String> uris() {
    return Shared.REDIS.uris();
  }

  /** Empties every master. */
  public static void flush() {
    for (var uri : uris()) {
      var port = Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
      try {
        if (RedisWire.ask(port, "ROLE").startsWith("master")) {
          RedisWire.ask(port, "FLUSHALL");
        }
      } catch (IOException e) {
        throw new AssertionError("FLUSHALL on " + port, e);
      }
    }
  }
}
