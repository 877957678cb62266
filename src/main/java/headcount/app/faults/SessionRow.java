package headcount.app.faults;

/**
 * One row of {@code user_sessions}.
 *
 * @param joinedAtMillis Unix ms
 * @param endedAtMillis Unix ms: joined-at and how long it was watched
 */
record SessionRow(
    String session, String viewer, String stream, long joinedAtMillis, long endedAtMillis) {}
