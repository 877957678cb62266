package headcount.store.aurora;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Where the database is and how much of it a node takes, as {@code headcount.store.aurora} says.
 *
 * @param writer the instance that takes writes
 * @param readers its replicas; empty: the writer is read as well
 * @param wrapper when connections go through the AWS wrapper, which follows a failover
 * @param budget how many connections
 * @param times how long they wait
 * @param reading how long questions to readers wait and take
 * @param upkeep of partitions
 * @param healthEvery between two questions whether a server answers
 */
public record AuroraSettings(
    Server writer,
    List<Server> readers,
    Wrapper wrapper,
    Budget budget,
    Times times,
    Reading reading,
    Upkeep upkeep,
    Duration healthEvery) {
  /** Refuses a health check without a pause. */
  public AuroraSettings {
    if (!healthEvery.isPositive()) {
      throw new IllegalArgumentException(
          "headcount.store.aurora.health-every must be more than 0, was " + healthEvery);
    }
  }

  /** A database server; the password stays out of logs. */
  public record Server(String url, String user, String password) {
    static Server from(Config config) {
      return new Server(
          config.getString("url"), config.getString("user"), config.getString("password"));
    }

    /** {@code host:port}, or as much of the url as names the server. */
    public String address() {
      var start = url.indexOf("//");
      var rest = start < 0 ? url : url.substring(start + 2);
      var end = rest.indexOf('/');
      return end < 0 ? rest : rest.substring(0, end);
    }

    @Override
    public String toString() {
      return user + "@" + address();
    }
  }

  /** Whether the AWS JDBC wrapper is between; {@code AUTO}: where the url names an Aurora host. */
  public enum Wrapper {
    AUTO,
    ON,
    OFF;

    boolean wraps(String url) {
      return switch (this) {
        case ON -> true;
        case OFF -> false;
        case AUTO -> url.contains(".rds.amazonaws.com") || url.startsWith("jdbc:aws-wrapper:");
      };
    }
  }

  /**
   * Connections: a cluster's, shared by its nodes.
   *
   * @param cluster of all nodes together
   * @param nodes how many nodes share them
   */
  public record Budget(int cluster, int nodes) {
    private static final int POOLS = 4;

    /** Refuses a budget that leaves a pool without a connection. */
    public Budget {
      if (nodes < 1 || cluster / nodes < POOLS) {
        throw new IllegalArgumentException(
            "headcount.store.aurora.cluster-connections must be at least 4 for each of cluster-nodes,"
                + " was %d for %d".formatted(cluster, nodes));
      }
    }

    /** A reader pool's connections on one node: a fifth of the node's. */
    public int reader() {
      return Math.max(1, cluster / nodes / 5);
    }

    /** The writer pool's connections on one node: what the readers leave. */
    public int writer() {
      return cluster / nodes - (POOLS - 1) * reader();
    }
  }

  /**
   * How long connections wait and stay.
   *
   * @param connection for a free connection
   * @param validation for a sign of life of one
   * @param idle until an unused one is closed
   * @param skip for which a server that did not answer is passed over
   */
  public record Times(Duration connection, Duration validation, Duration idle, Duration skip) {
    /** Refuses a validation that takes longer than the wait it is part of. */
    public Times {
      if (validation.compareTo(connection) >= 0) {
        throw new IllegalArgumentException(
            "headcount.store.aurora.validation-timeout must be below connection-timeout (%s), was %s"
                .formatted(connection, validation));
      }
    }
  }

  /**
   * How long questions to readers wait and take.
   *
   * @param connection for a free connection; then another reader is asked
   * @param ranking after which a statement of that job is broken off; zero: never
   * @param history likewise
   * @param analytics likewise
   */
  public record Reading(
      Duration connection, Duration ranking, Duration history, Duration analytics) {
    private static final Duration SHORTEST = Duration.ofMillis(500);

    /** Refuses a wait that is too short to make a connection in, and negative times. */
    public Reading {
      if (connection.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "headcount.store.aurora.reader-connection-timeout must be at least 500ms, was "
                + connection);
      }
      if (ranking.isNegative() || history.isNegative() || analytics.isNegative()) {
        throw new IllegalArgumentException(
            "headcount.store.aurora.ranking-timeout, history-timeout and analytics-timeout must be"
                + " 0 or more, were %s, %s and %s".formatted(ranking, history, analytics));
      }
    }

    Duration validation() {
      return connection.dividedBy(2);
    }

    Duration statement(Pools.Job job) {
      return switch (job) {
        case RANKING -> ranking;
        case HISTORY -> history;
        case ANALYTICS -> analytics;
      };
    }
  }

  /**
   * Of what is kept.
   *
   * @param every how often room is made and expired rows go
   * @param statisticsEvery how often the optimizer's statistics are taken anew; zero: never by us
   * @param kept how long rows stay
   */
  public record Upkeep(Duration every, Duration statisticsEvery, Retention kept) {
    /** Refuses an upkeep without a pause. */
    public Upkeep {
      if (!every.isPositive()) {
        throw new IllegalArgumentException(
            "headcount.store.aurora.upkeep-every must be more than 0, was " + every);
      }
      if (statisticsEvery.isNegative()) {
        throw new IllegalArgumentException(
            "headcount.store.aurora.statistics-every must be 0 or more, was " + statisticsEvery);
      }
    }

    UpkeepPlan plan() {
      return new UpkeepPlan(kept, statisticsEvery);
    }
  }

  /** Reads {@code headcount.store.aurora} of the whole configuration. */
  public static AuroraSettings from(Config config) {
    var room = config.getConfig("headcount.store.aurora");
    return new AuroraSettings(
        Server.from(room.getConfig("writer")),
        room.getConfigList("readers").stream().map(Server::from).toList(),
        Wrapper.valueOf(room.getString("aws-wrapper").toUpperCase(Locale.ROOT)),
        new Budget(room.getInt("cluster-connections"), room.getInt("cluster-nodes")),
        new Times(
            room.getDuration("connection-timeout"),
            room.getDuration("validation-timeout"),
            room.getDuration("idle-timeout"),
            room.getDuration("skip-lost-reader")),
        new Reading(
            room.getDuration("reader-connection-timeout"),
            room.getDuration("ranking-timeout"),
            room.getDuration("history-timeout"),
            room.getDuration("analytics-timeout")),
        new Upkeep(
            room.getDuration("upkeep-every"),
            room.getDuration("statistics-every"),
            Retention.from(room)),
        room.getDuration("health-every"));
  }
}
