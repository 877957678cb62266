package headcount.store.aurora;

import headcount.checkpoint.AudienceRecord;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Writes records in batches, each in one transaction. Writing one twice changes nothing.
 * Thread-safe.
 */
public final class RecordWriter {
  private static final int ATTEMPTS = 5;
  private static final Set<Integer> TRY_AGAIN = Set.of(1205, 1213);

  private final Pools pools;
  private final Dimensions dimensions;
  private final Counter rows;
  private final Counter retries;
  private final Timer took;

  RecordWriter(Pools pools, Dimensions dimensions, Meters meters) {
    this.pools = pools;
    this.dimensions = dimensions;
    this.rows = meters.counter("records.written", "records committed to the database");
    this.retries = meters.counter("records.retries", "batches that met a deadlock and went again");
    this.took = meters.timer("records.write", "time to commit one batch of records");
  }

  /** Writes all of them or none; deadlocks are tried again. */
  public CompletionStage<Void> write(List<AudienceRecord> records) {
    return pools.change(
        connection -> {
          var started = System.nanoTime();
          var sorted = RecordRows.of(records, dimensions, connection);
          attempt(connection, sorted);
          rows.increment(records.size());
          took.record(System.nanoTime() - started, java.util.concurrent.TimeUnit.NANOSECONDS);
        });
  }

  /**
   * Whether such a failure is the record's own fault: a figure or text that no column takes. What a
   * later attempt could mend is not.
   */
  public static boolean isPoison(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
      }
      if (each instanceof java.time.DateTimeException) {
        return true;
      }
    }
    return false;
  }

  private void attempt(Connection connection, RecordRows sorted) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          sorted.write(connection);
          connection.commit();
          return;
        } catch (SQLException e) {
          connection.rollback();
          if (!TRY_AGAIN.contains(e.getErrorCode()) || attempt == ATTEMPTS) {
            throw e;
          }
          retries.increment();
        }
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
