package headcount.store.aurora;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes many new rows: a thousand in a statement, which is a transaction of its own, on a few
 * connections beside each other. The rows are made by one thread, which waits while too many are on
 * their way; what fails is thrown there.
 */
final class BulkLoad implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 1_000;
  private static final int CONNECTIONS = 2;
  private static final int ON_THE_WAY = 6;

  private final Pools pools;
  private final List<Table> tables = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final Semaphore room = new Semaphore(ON_THE_WAY);
  private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();

  BulkLoad(Pools pools) {
    this.pools = pools;
  }

  /** The rows of one table, column by column. */
  final class Table {
    private final String head;
    private final String tail;
    private final StringBuilder text = new StringBuilder();
    private final Moments moments = new Moments();
    private int waiting;
    private long rows;
    private boolean open;

    private Table(String statement) {
      var sql = Sql.of(statement);
      var cut = sql.indexOf(":rows");
      this.head = sql.substring(0, cut);
      this.tail = sql.substring(cut + ":rows".length());
    }

    Table number(long value) {
      next().append(value);
      return this;
    }

    Table unsigned(long value) {
      next().append(Long.toUnsignedString(value));
      return this;
    }

    /** Unix ms; 0: null. */
    Table moment(long millis) {
      next().append(millis == 0 ? "NULL" : moments.literal(millis));
      return this;
    }

    Table text(String value) {
      next().append('\'').append(value.replace("\\", "\\\\").replace("'", "''")).append('\'');
      return this;
    }

    /** The row is whole. */
    void end() throws SQLException {
      text.append(')');
      open = false;
      rows++;
      if (++waiting == ROWS_AT_ONCE) {
        send();
      }
    }

    /** How many there were so far. */
    long rows() {
      return rows;
    }

    private StringBuilder next() {
      if (open) {
        return text.append(',');
      }
      open = true;
      return text.append(waiting == 0 ? "(" : ",(");
    }

    private void send() throws SQLException {
      if (waiting > 0) {
        var sql = head + text + tail;
        text.setLength(0);
        waiting = 0;
        submit(sql);
      }
    }
  }

  /** A table's rows, by the statement that takes them. */
  Table table(String statement) {
    var table = new Table(statement);
    tables.add(table);
    return table;
  }

  /** Returns when all rows so far are committed. */
  void finish() throws SQLException {
    for (var table : tables) {
      table.send();
    }
    room.acquireUninterruptibly(ON_THE_WAY);
    room.release(ON_THE_WAY);
    refuseAfterFailure();
  }

  private void submit(String sql) throws SQLException {
    refuseAfterFailure();
    room.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            var _ =
                pools.writeNow(
                    connection -> {
                      try (var statement = connection.createStatement()) {
                        return statement.executeUpdate(sql);
                      }
                    });
          } catch (SQLException e) {
            failure.compareAndSet(null, e);
          } finally {
            room.release();
          }
        });
  }

  private void refuseAfterFailure() throws SQLException {
    var failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
