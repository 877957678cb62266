package headcount.store.aurora;

import headcount.telemetry.Meters;
import headcount.telemetry.Pulse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A node's connections to the database: a writer pool, and a reader pool for each kind of question,
 * spread over the replicas. A question whose replica does not answer goes to the other ones and
 * then to the writer. Thread-safe; starts while the database is down.
 */
public final class Pools implements AutoCloseable {
  private static final int WAITING_AT_MOST = 512;
  private static final int PATIENCE_SECONDS = 2;
  private static final String MISSING_TABLE = "42S02";
  private static final int MISSING_INDEX = 1176;

  /** The kinds of questions, so that a slow one does not hold up the others. */
  public enum Job {
    RANKING(0),
    HISTORY(1),
    ANALYTICS(2);

    final int place;

    Job(int place) {
      this.place = place;
    }
  }

  /** Work on a connection; blocks. */
  public interface Work<T> {
    /** Does it. */
    T on(Connection connection) throws SQLException;
  }

  /** Work on a connection that answers nothing; blocks. */
  public interface Change {
    /** Does it. */
    void on(Connection connection) throws SQLException;
  }

  private final Pool writer;
  private final ReaderPools readers;
  private final List<Pulse> pulses;
  private final Semaphore room = new Semaphore(WAITING_AT_MOST);

  /** Of the platform: a virtual one would be parked and woken for each part of an answer. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("headcount-aurora-", 0).factory());

  private Pools(Pool writer, ReaderPools readers, Meters meters, LongSupplier nanoClock) {
    this.writer = writer;
    this.readers = readers;
    this.pulses =
        Stream.concat(
                Stream.of(pulse(writer, Pools::signOfLife, meters, nanoClock)),
                readers.all().stream().map(pool -> reader(pool, meters, nanoClock)))
            .toList();
  }

  private Pulse reader(Pool pool, Meters meters, LongSupplier nanoClock) {
    var lag = new ReplicaLag();
    meters.gauge(
        "store.reader.lag.seconds",
        "how far the pool's server is behind the writer, and some 2 s; NaN where it is unknown",
        lag::seconds,
        "pool",
        pool.name());
    return pulse(pool, connection -> measured(connection, lag), meters, nanoClock);
  }

  private Pulse pulse(Pool pool, Work<Boolean> question, Meters meters, LongSupplier nanoClock) {
    return new Pulse(
        "aurora-" + pool.name(),
        pool.server().address(),
        () -> CompletableFuture.supplyAsync(() -> wrapped(() -> on(pool, question)), threads),
        nanoClock,
        meters);
  }

  /** Opens the pools; no connection is needed for that. */
  public static Pools open(AuroraSettings settings, Meters meters, LongSupplier nanoClock) {
    var writer = new Pool(Purpose.writer(settings), settings, meters, nanoClock);
    var readers = ReaderPools.open(settings, writer, meters, nanoClock);
    return new Pools(writer, readers, meters, nanoClock);
  }

  /** The writer's pool, for the journal and for whoever blocks on a thread of its own. */
  public DataSource writer() {
    return writer.source();
  }

  /** How many connections the writer's pool has at most. */
  public int writerConnections() {
    return writer.size();
  }

  /** Asks a replica, another one if it does not answer, then the writer. */
  public <T> CompletionStage<T> read(Job job, Work<T> work) {
    return away(() -> readers.ask(job, work));
  }

  /** Works on the writer. */
  public <T> CompletionStage<T> write(Work<T> work) {
    return away(() -> on(writer, work));
  }

  /** Changes something on the writer. */
  public CompletionStage<Void> change(Change change) {
    return write(
            connection -> {
              change.on(connection);
              return true;
            })
        .thenAccept(_ -> {});
  }

  /** As {@link #write}, on this thread; blocks. */
  public <T> T writeNow(Work<T> work) throws SQLException {
    return on(writer, work);
  }

  /**
   * Asks each server, the writer first; one that does not answer says nothing.
   *
   * @return the answers; fails if the writer gave none
   */
  <T> CompletionStage<List<Answer<T>>> onEveryServer(Work<T> work) {
    return away(() -> readers.askEach(work));
  }

  /**
   * What a server said.
   *
   * @param said null if it did not answer
   */
  record Answer<T>(String server, @Nullable T said) {}

  /** Does long work on the analysts' server, on this thread; empty if it does not answer. */
  <T> Optional<T> rollupNow(Work<T> work) throws SQLException {
    return readers.askForRollup(work);
  }

  /** Asks every pool's server for a sign of life; does not block. */
  void ask() {
    pulses.forEach(Pulse::ask);
  }

  /** Whether each pool's server answers, as last asked, the writer's first. */
  public List<Pulse.State> health() {
    return pulses.stream().map(Pulse::state).toList();
  }

  /** A connection that answers, and how far the server is behind; no marks before migrating. */
  private static boolean measured(Connection connection, ReplicaLag lag) throws SQLException {
    var alive = signOfLife(connection);
    try {
      lag.measure(connection);
    } catch (SQLSyntaxErrorException notMigrated) {
      return alive;
    }
    return alive;
  }

  private static boolean signOfLife(Connection connection) throws SQLException {
    if (!connection.isValid(PATIENCE_SECONDS)) {
      throw new SQLTransientConnectionException("no sign of life", "08S01");
    }
    return true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    readers.close();
    writer.close();
  }

  static <T> T on(Pool pool, Work<T> work) throws SQLException {
    try (var connection = pool.connection()) {
      var result = work.on(connection);
      pool.answered();
      return result;
    } catch (SQLException e) {
      if (serverGone(e)) {
        pool.failed();
      }
      throw e;
    }
  }

  /** Whether it was the connection that failed and not the statement. */
  static boolean serverGone(SQLException e) {
    var state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || (state != null && state.startsWith("08"));
  }

  private <T> CompletionStage<T> away(Blocking<T> blocking) {
    if (!room.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new RejectedExecutionException(WAITING_AT_MOST + " questions wait for the database"));
    }
    try {
      return CompletableFuture.supplyAsync(() -> wrapped(blocking), threads)
          .whenComplete((_, _) -> room.release());
    } catch (RejectedExecutionException e) {
      room.release();
      return CompletableFuture.failedFuture(e);
    }
  }

  private static <T> T wrapped(Blocking<T> blocking) {
    try {
      return blocking.run();
    } catch (SQLException e) {
      throw MISSING_TABLE.equals(e.getSQLState()) || e.getErrorCode() == MISSING_INDEX
          ? new CompletionException("run ./headcount migrate first: " + e.getMessage(), e)
          : new CompletionException(e);
    }
  }

  private interface Blocking<T> {
    T run() throws SQLException;
  }
}
