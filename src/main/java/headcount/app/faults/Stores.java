package headcount.app.faults;

import headcount.app.Refusal;
import headcount.embedded.Mysql;
import headcount.embedded.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** The stores of a rig, to be killed, hung and started again, and what is in them. Blocks. */
final class Stores implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Rig rig;
  private final Redis redis;
  private final Mysql mysql;
  private RedisEyes eyes;
  private boolean redisGone;
  private final SessionRows rows;

  Stores(Rig rig) {
    this.rig = rig;
    this.redis = Objects.requireNonNull(rig.servers().redis());
    this.mysql = Objects.requireNonNull(rig.servers().mysql());
    this.eyes = RedisEyes.open(rig.servers().addresses());
    this.rows = new SessionRows(rig.servers().writer());
  }

  RedisEyes redis() {
    return eyes;
  }

  SessionRows rows() {
    return rows;
  }

  /** SIGKILL of mysqld; returns when it has ended. */
  void killMysql() {
    Signals.send("KILL", mysql.pids().getFirst());
    awaitMysqlsEnd();
  }

  /** SIGKILL of one of MySQL's servers, 0 the writer, then the readers; returns at once. */
  void killMysql(int server) {
    Signals.send("KILL", mysql.pids().get(server));
  }

  boolean mysqlLives() {
    return mysql.isAlive();
  }

  /** Returns when mysqld, started again where it had ended, answers. */
  void startMysql() {
    mysql.startAgain();
  }

  /** Has mysqld go on with its data on that disk; returns when it answers. */
  void moveMysql(SmallDisk disk) {
    var data = rig.folder().resolve("mysql");
    Signals.send("TERM", mysql.pids().getFirst());
    awaitMysqlsEnd();
    try {
      var moved = disk.copy(data);
      Files.move(data, data.resolveSibling("mysql-before"));
      Files.createSymbolicLink(data, moved);
    } catch (IOException e) {
      throw new Refusal("MySQL's data cannot be moved: " + e, e);
    }
    mysql.startAgain();
  }

  private void awaitMysqlsEnd() {
    for (var begin = System.nanoTime(); mysql.isAlive(); LockSupport.parkNanos(LOOK.toNanos())) {
      if (System.nanoTime() - begin > END.toNanos() || Thread.currentThread().isInterrupted()) {
        throw new Refusal("MySQL did not end within " + END.toSeconds() + " s");
      }
    }
  }

  /** A signal to one of Redis' servers, by the place of its address. */
  void signalRedis(String name, int server) {
    Signals.send(name, redis.pids().get(server));
  }

  /** SIGKILL of all of Redis; nobody looks into it until it is started again. */
  void killRedis() {
    eyes.close();
    redisGone = true;
    redis.pids().forEach(pid -> Signals.send("KILL", pid));
  }

  /** Returns when those of its servers that had ended take commands again. */
  void startRedis() {
    redis.startAgain();
    if (redisGone) {
      eyes = RedisEyes.open(rig.servers().addresses());
      redisGone = false;
    }
  }

  /** Records that wait in the nodes' memory. */
  double buffered() {
    return rig.nodes().stream()
        .mapToDouble(node -> rig.asks().meter(node.management(), "headcount_outbox_buffered"))
        .sum();
  }

  /** Records that the nodes gave up. */
  double dropped() {
    return rig.nodes().stream()
        .mapToDouble(node -> rig.asks().meter(node.management(), "headcount_outbox_dropped_total"))
        .sum();
  }

  /** Seconds until no record is on its way any more; negative if that is not so in time. */
  double drained(Duration within) throws InterruptedException {
    var begin = System.nanoTime();
    while (System.nanoTime() - begin < within.toNanos()) {
      if (eyes.outboxes() == 0 && buffered() == 0) {
        return (System.nanoTime() - begin) / 1e9;
      }
      Scene.rest(LOOK);
    }
    return -1;
  }

  @Override
  public void close() {
    eyes.close();
  }
}
