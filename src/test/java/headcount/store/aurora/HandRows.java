package headcount.store.aurora;

/**
 * Rows that a test writes by hand: two broadcasters with their streams, and what became of them.
 */
final class HandRows {
  private final AuroraFixture database;
  private int session;

  HandRows(AuroraFixture database) {
    this.database = database;
  }

  /**
   * Broadcaster 5 with the streams 11 and 12, which overlap, broadcaster 6 with 13; and what was
   * counted on them that evening, the night before and the night after.
   */
  void evening() {
    database.run("INSERT INTO broadcasters VALUES (5, 'b5', 'Five'), (6, 'b6', 'Six')");
    database.run("INSERT INTO categories VALUES (1, 'games', 'Games'), (2, 'music', 'Music')");
    stream(11, 5, "2026-11-21 12:00:00", "'2026-11-21 12:10:00'");
    stream(12, 5, "2026-11-21 12:05:00", "'2026-11-21 12:15:00'");
    stream(13, 6, "2026-11-20 14:00:00", "NULL");
    step(11, 5, 1, "2026-11-21 12:00:00", "30000, 1, 150, 50, 4, 1, 300, 300, 0");
    step(11, 5, 1, "2026-11-21 12:05:00", "15000, 1, 180, 20, 0, 1, 300, 100, 60");
    step(12, 5, 2, "2026-11-21 12:05:00", "60000, 1, 210, 9, 2, 0, 300, 300, 0");
    step(12, 5, 2, "2026-11-21 12:10:00", "90000, 1, 999, 9, 0, 2, 300, 300, 300"); // never exact
    step(13, 6, 1, "2026-11-20 14:55:00", "9999, 1, 99, 9, 9, 9, 300, 300, 0"); // the day before
    step(13, 6, 1, "2026-11-20 15:00:00", "3000, 1, 10, 9, 1, 2, 300, 300, 0");
    step(13, 6, 1, "2026-11-21 14:55:00", "0, 0, 0, 0, 3, 4, 300, 0, 0"); // stale: a gap
    step(13, 6, 1, "2026-11-21 15:00:00", "9999, 1, 99, 9, 9, 9, 300, 300, 0"); // the day after
  }

  private void stream(int key, int broadcaster, String started, String ended) {
    database.run(
        "INSERT INTO streams VALUES (%d, 's%d', %d, 1, 'x', '%s', %s)"
            .formatted(key, key, broadcaster, started, ended));
  }

  /**
   * A step of history.
   *
   * @param figures viewer seconds, anonymous seconds, peak, low, joins, leaves, live, observed,
   *     recovering
   */
  void step(int stream, int broadcaster, int category, String at, String figures) {
    database.run(
        "INSERT INTO viewer_history VALUES (%d, '%s', %d, %d, %s, 1)"
            .formatted(stream, at, category, broadcaster, figures));
  }

  /**
   * A viewer, last seen on the 21st.
   *
   * @param kind 1 if anonymous
   */
  void user(long viewer, int kind, String firstSeen) {
    database.run(
        "INSERT INTO users VALUES (%d, %d, '%s', '2026-11-21')".formatted(viewer, kind, firstSeen));
  }

  /** A session of so many seconds. */
  void watched(int stream, int broadcaster, long viewer, String joined, long seconds) {
    database.run(
        "INSERT INTO user_sessions VALUES ('%s', %d, %d, %d, %d, %d, 0)"
            .formatted(joined, broadcaster, stream, ++session, viewer, seconds * 1000));
  }
}
