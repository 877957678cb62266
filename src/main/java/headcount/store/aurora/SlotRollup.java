package headcount.store.aurora;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Sums slots of {@code viewer_history} into {@code audience_slots}. Blocks; not thread-safe. */
final class SlotRollup {
  /** Something else that is committed with a slot. */
  interface Along {
    /** Does it, once the slot that ends there is summed. */
    void with(Instant slotEnd) throws SQLException;
  }

  private final Duration slot;

  SlotRollup(Duration slot) {
    this.slot = slot;
  }

  /** How long one is. */
  Duration length() {
    return slot;
  }

  /**
   * Sums each slot of the half-open range anew, one transaction each.
   *
   * @return how many
   */
  int run(Connection connection, Instant from, Instant to, Along along) throws SQLException {
    var slots = 0;
    for (var at = from; at.isBefore(to); at = at.plus(slot)) {
      var start = at;
      var end = at.plus(slot);
      Transaction.of(
          connection,
          () -> {
            clear(connection, start);
            sum(connection, "slots_categories", start, end);
            sum(connection, "slots_platform", start, end);
            along.with(end);
          });
      slots++;
    }
    return slots;
  }

  private static void clear(Connection connection, Instant start) throws SQLException {
    try (var delete = connection.prepareStatement(Sql.of("slots_clear"))) {
      delete.setObject(1, Utc.of(start.toEpochMilli()));
      delete.executeUpdate();
    }
  }

  private static void sum(Connection connection, String name, Instant start, Instant end)
      throws SQLException {
    try (var insert = connection.prepareStatement(Sql.of(name))) {
      insert.setObject(1, Utc.of(start.toEpochMilli()));
      insert.setObject(2, Utc.of(start.toEpochMilli()));
      insert.setObject(3, Utc.of(end.toEpochMilli()));
      insert.executeUpdate();
    }
  }
}
