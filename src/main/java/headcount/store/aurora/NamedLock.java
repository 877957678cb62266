package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A lock of the database's, so that one process at a time does something. It ends with the
 * connection that holds it at the latest.
 */
final class NamedLock {
  /** What is done while it is held. */
  interface Work<T> {
    /** Does it. */
    T run() throws SQLException;
  }

  private NamedLock() {}

  /**
   * Does the work while nobody else does; blocks for as long as is waited for the lock.
   *
   * @param name of the lock, of this database; at most 30 characters
   * @return what the work says, or nothing if somebody else held the lock
   */
  static <T> Optional<T> during(Connection connection, String name, int waitSeconds, Work<T> work)
      throws SQLException {
    try (var lock = connection.prepareStatement(Sql.of("lock_get"))) {
      lock.setString(1, name);
      lock.setInt(2, waitSeconds);
      try (var rows = lock.executeQuery()) {
        if (!rows.next() || rows.getInt(1) != 1) {
          return Optional.empty();
        }
      }
    }
    try {
      return Optional.of(work.run());
    } finally {
      try (var release = connection.prepareStatement(Sql.of("lock_release"))) {
        release.setString(1, name);
        release.execute();
      }
    }
  }
}
