package headcount.app;

import headcount.embedded.Mysql;
import headcount.embedded.Ports.Wanted;
import headcount.embedded.Redis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dev} was asked for, checked together.
 *
 * @param nodes how many, 1 to 20; one runs in the launcher's own JVM
 * @param offset added to every port, 0 to 50,000
 * @param redis null: our own server; {@code cluster}: our own cluster; else addresses of a real one
 * @param mysql null: our own server, else the JDBC url of a real one
 * @param readers replicas of our own MySQL, 0 to 15
 * @param look what the nodes are told besides
 */
public record DevPlan(
    int nodes, int offset, @Nullable String redis, @Nullable String mysql, int readers, Look look) {
  private static final int REDIS = 16_379;
  private static final int MYSQL = 13_306;
  private static final String CLUSTER = "cluster";

  /**
   * What does not change what is started.
   *
   * @param host address on which HTTP and WebSocket listen
   * @param historyStep length of a step of history, such as {@code 5m}
   */
  public record Look(String host, String historyStep) {
    public Look {
      if (!historyStep.matches("[1-9][0-9]{0,4}(s|m|h)")) {
        throw Refusal.mistyped("--history-step must look like 10s, 5m or 1h, was " + historyStep);
      }
      var seconds = seconds(historyStep);
      if (seconds > 3_600 || 86_400 % seconds != 0) {
        throw Refusal.mistyped(
            "--history-step must be 1s to 1h and divide a day, was " + historyStep);
      }
    }

    private static int seconds(String step) {
      var number = Integer.parseInt(step.substring(0, step.length() - 1));
      return switch (step.charAt(step.length() - 1)) {
        case 's' -> number;
        case 'm' -> number * 60;
        default -> number * 3_600;
      };
    }
  }

  public DevPlan {
    bounded("--nodes", nodes, 1, 20);
    bounded("--port-offset", offset, 0, 38_000);
    bounded("--mysql-readers", readers, 0, 15);
    if (mysql != null && readers > 0) {
      throw Refusal.mistyped(
          "--mysql-readers are readers of the embedded MySQL; leave out --mysql");
    }
    if (mysql != null) {
      JdbcAddress.checked(mysql);
    }
    if (redis != null && !redis.equals(CLUSTER) && !redis.matches("rediss?://.+")) {
      throw Refusal.mistyped("--redis must be 'cluster' or redis://host:port, was " + redis);
    }
  }

  /** Refuses a number that was typed out of its bounds. */
  public static void bounded(String flag, int value, int least, int most) {
    if (value < least || value > most) {
      throw Refusal.mistyped("%s must be %d to %d, was %d".formatted(flag, least, most, value));
    }
  }

  boolean ownRedis() {
    return redis == null || redis.equals(CLUSTER);
  }

  boolean ownMysql() {
    return mysql == null;
  }

  /** Where our own Redis stands, the data in this folder. */
  public Redis.Place redisPlace(Path folder) {
    return new Redis.Place(folder, REDIS + offset, redis != null);
  }

  /** Where our own MySQL stands, the data in this folder. */
  public Mysql.Place mysqlPlace(Path folder) {
    return new Mysql.Place(folder, MYSQL + offset, readers);
  }

  /** The ports of one node. */
  public NodePorts ports(int index) {
    return NodePorts.of(index, offset);
  }

  /** Nodes from which the cluster is formed: the first three, or with fewer only the first. */
  public int anchors() {
    return nodes < 3 ? 1 : 3;
  }

  /** Every port that is going to be listened on. */
  public List<Wanted> wanted(Path folder) {
    var all = new ArrayList<Wanted>();
    IntStream.range(0, nodes).forEach(index -> all.addAll(ports(index).wanted(index)));
    if (ownRedis()) {
      all.addAll(redisPlace(folder).ports());
    }
    if (ownMysql()) {
      all.addAll(mysqlPlace(folder).ports());
    }
    return all;
  }
}
