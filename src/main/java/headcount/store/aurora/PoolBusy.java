package headcount.store.aurora;

import java.sql.SQLTransientException;

/** Every connection of a pool is in use: its server lives, and others need not be asked for it. */
final class PoolBusy extends SQLTransientException {
  private static final long serialVersionUID = 1L;

  PoolBusy(String pool, Throwable cause) {
    super("every connection of the pool " + pool + " is in use", cause);
  }
}
