package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database of its own whose past is summed when the test says so, by the test's clock. Business
 * day 2026-11-21 is from 15:00 of the 20th to 15:00 of the 21st, UTC.
 */
final class RollupFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  static final Instant END = Instant.parse("2026-11-21T15:00:00Z");

  /** Columns of a day: what was counted. */
  static final String COUNTED =
      "SELECT scope, scope_key, category_key, broadcaster_key, viewer_seconds, live_s, observed_s,"
          + " recovering_s, airtime_s, peak, TIME(peak_at), broadcasts";

  /** Columns of a day: who watched. */
  static final String SEEN =
      "SELECT scope, scope_key, sessions, uniques, uniques_anonymous, new_viewers, watch_p50_s";

  Instant now = Instant.parse("2026-11-20T03:00:00Z");
  final AuroraFixture database = new AuroraFixture(() -> now);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Rollup rollup =
      new Rollup(database.stores.pools(), Duration.ofMinutes(5), new Meters(registry), () -> now);
  final HandRows rows = new HandRows(database);

  /** An evening of two broadcasters: five people, one of them across midnight, one twice. */
  void evening() {
    rows.evening();
    rows.user(1, 0, "2026-11-20");
    rows.user(2, 0, "2026-11-21");
    rows.user(3, 0, "2026-11-01");
    rows.user(-4, 1, "2026-11-21");
    rows.user(-5, 0, "2026-11-21"); // a name that is not a number
    rows.watched(13, 6, 1, "2026-11-20 14:50:00", 1200); // 23:50 to 00:10 in Seoul
    rows.watched(13, 6, 3, "2026-11-20 14:50:00", 600); // until midnight
    rows.watched(11, 5, 1, "2026-11-21 12:00:00", 300);
    rows.watched(11, 5, 2, "2026-11-21 12:00:00", 420);
    rows.watched(11, 5, 2, "2026-11-21 12:05:00", 180); // an overlapping tab
    rows.watched(12, 5, 2, "2026-11-21 12:06:00", 60);
    rows.watched(12, 5, -4, "2026-11-21 12:06:00", 540);
    rows.watched(13, 6, -5, "2026-11-21 14:59:00", 1200); // into tomorrow
    rows.watched(13, 6, 3, "2026-11-21 15:00:00", 60); // tomorrow
  }

  /** Sums all that is due at that moment. */
  void catchUp(Instant at) {
    now = at;
    Duration pause;
    do {
      pause = rollup.round().toCompletableFuture().join();
    } while (pause.isZero());
    assertThat(pause).isPositive();
  }

  /** What is summed of a day, by scope. */
  List<String> day(String columns, String date) {
    return database.rows(
        columns + " FROM daily_statistics WHERE day = '" + date + "' ORDER BY scope, scope_key");
  }

  /** All that is summed, but for when. */
  List<String> everything() {
    return Stream.of(
            "SELECT * FROM audience_slots ORDER BY scope, at, scope_key",
            SEEN
                + ", day, category_key, broadcaster_key, viewer_seconds, live_s, observed_s,"
                + " recovering_s, airtime_s, peak, peak_at, broadcasts, returning_7d,"
                + " viewer_seconds_7d, viewer_seconds_prev_7d, by_hour, hours"
                + " FROM daily_statistics ORDER BY day, scope, scope_key",
            "SELECT day, scope, scope_key, HEX(theta), HEX(theta_anonymous) FROM audience_sketches"
                + " ORDER BY day, scope, scope_key")
        .flatMap(sql -> database.rows(sql).stream())
        .toList();
  }

  @Override
  public void close() {
    database.close();
  }
}
