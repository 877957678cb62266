package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Does several statements or none. At READ COMMITTED, so that sums over a table do not hold up
 * whoever writes to it.
 */
final class Transaction {
  private static final int ATTEMPTS = 5;
  private static final Set<Integer> TRY_AGAIN = Set.of(1205, 1213);

  /** The statements; may be done several times over, each time from the beginning. */
  interface Statements {
    /** Does them. */
    void run() throws SQLException;
  }

  private Transaction() {}

  /** Does and commits them; deadlocks are tried again. The connection commits at once otherwise. */
  static void of(Connection connection, Statements statements) throws SQLException {
    var isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          statements.run();
          connection.commit();
          return;
        } catch (SQLException e) {
          connection.rollback();
          if (!TRY_AGAIN.contains(e.getErrorCode()) || attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } finally {
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(isolation);
    }
  }
}
