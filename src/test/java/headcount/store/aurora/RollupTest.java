package headcount.store.aurora;

import static headcount.store.aurora.RollupFixture.COUNTED;
import static headcount.store.aurora.RollupFixture.END;
import static headcount.store.aurora.RollupFixture.SEEN;
import static headcount.store.aurora.RollupFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An evening summed, as reckoned by hand. */
class RollupTest {
  private static final String STAYED = "SELECT scope, scope_key, watched_s, episodes, retention";

  private final RollupFixture fixture = new RollupFixture();
  private final AuroraFixture database = fixture.database;
  private final Rollup rollup = fixture.rollup;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aDayOfEveryScopeAsReckonedByHand() {
    fixture.evening();
    fixture.catchUp(END.plus(Duration.ofMinutes(15)));
    assertThat(fixture.day(COUNTED, "2026-11-21"))
        .containsExactly(
            // at 12:05 both of b5's: 75,000 over 300 s, of which two thirds observed
            "0 0 0 0 198000 1800 1300 360 1500 375 12:05:00 3",
            "1 1 1 0 48000 1200 700 60 1200 150 12:05:00 2", // 15,000 over 100 s
            "1 2 2 0 150000 600 600 300 600 300 12:10:00 1",
            // 12:00 to 12:15 on the air; at 12:05 75,000 over 300 s, of which two thirds observed
            "2 5 2 5 195000 1200 1000 360 900 375 12:05:00 2",
            "2 6 1 6 3000 600 300 0 600 10 15:00:00 1",
            "3 11 1 5 45000 600 400 60 600 180 12:05:00 1",
            "3 12 2 5 150000 600 600 300 600 210 12:05:00 1",
            "3 13 1 6 3000 600 300 0 600 10 15:00:00 1");
    assertThat(fixture.day(SEEN, "2026-11-21"))
        .containsExactly(
            "0 0 6 4 1 3 null", // 1, 2, -4 and -5; 3 left at midnight
            "1 1 4 3 0 2 null",
            "1 2 2 2 1 2 null",
            "2 5 5 3 1 2 480", // 300, 480 and 540 s
            "2 6 1 2 0 1 60", // -5 for a minute of today, 1 for ten
            "3 11 3 2 0 1 300", // 300 and 480 s
            "3 12 2 2 1 2 60",
            "3 13 1 2 0 1 60");
    assertThat(fixture.day(STAYED, "2026-11-21").subList(3, 8))
        .containsExactly(
            // of 300, 480 and 540 s: all five minutes, none ten
            "2 5 1320 3 [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]",
            // 1's began yesterday; -5's was cut after a minute
            "2 6 660 1 [1.0, null, null, null, null, null, null, null, null]",
            "3 11 780 2 [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]",
            // 60 and 540 s
            "3 12 600 2 [1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]",
            "3 13 660 1 [1.0, null, null, null, null, null, null, null, null]");
    assertThat(fixture.day(STAYED, "2026-11-21").subList(0, 3))
        .allMatch(row -> row.endsWith("null null null"));
    assertThat(
            database.rows(
                "SELECT JSON_EXTRACT(by_hour, '$[0]'), JSON_EXTRACT(by_hour, '$[21]'),"
                    + " JSON_EXTRACT(by_hour, '$[23]'), JSON_LENGTH(by_hour) FROM daily_statistics"
                    + " WHERE scope = 0 AND day = '2026-11-21'"))
        .containsExactly("3000 195000 0 24");
    assertThat(
            database.rows(
                "SELECT COUNT(*) FROM daily_statistics WHERE scope = 3 AND by_hour IS NOT NULL"))
        .containsExactly("0");
  }

  @Test
  void slotsOfPlatformAndCategoriesAsReckonedByHand() {
    fixture.evening();
    fixture.catchUp(Instant.parse("2026-11-21T12:30:00Z"));
    // scope, at, key, viewer seconds, live, observed, streams, joins, leaves; a gap has no row
    assertThat(
            database.rows(
                "SELECT * FROM audience_slots WHERE at >= '2026-11-20 15:00:00' ORDER BY at, scope, scope_key"))
        .containsExactly(
            "0 2026-11-20 15:00:00 0 3000 300 300 1 1 2",
            "1 2026-11-20 15:00:00 1 3000 300 300 1 1 2",
            "0 2026-11-21 12:00:00 0 30000 300 300 1 4 1",
            "1 2026-11-21 12:00:00 1 30000 300 300 1 4 1",
            "0 2026-11-21 12:05:00 0 75000 600 400 2 2 1",
            "1 2026-11-21 12:05:00 1 15000 300 100 1 0 1",
            "1 2026-11-21 12:05:00 2 60000 300 300 1 2 0",
            "0 2026-11-21 12:10:00 0 90000 300 300 1 0 2",
            "1 2026-11-21 12:10:00 2 90000 300 300 1 0 2");
  }

  @Test
  void anEmptyDatabaseHasNothingToSum() throws SQLException {
    fixture.catchUp(END);
    assertThat(rollup.againNow(START, END).days()).isZero();
    assertThat(fixture.everything()).isEmpty();
  }
}
