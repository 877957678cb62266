package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.audience.BusinessDay;
import headcount.embedded.TestMysql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nine days of one broadcaster, in a database whose partitions begin with them. */
class ReturningViewersTest {
  private Instant now = Instant.parse("2026-11-12T16:00:00Z");
  private final AuroraFixture days = new AuroraFixture(() -> now);
  private int session;

  @AfterEach
  void close() {
    days.close();
  }

  @Test
  void returningViewersHadBeenThereInTheSevenDaysBefore() throws SQLException {
    now = Instant.parse("2026-11-21T15:20:00Z");
    Migrations.migrate(days.url, TestMysql.user(), TestMysql.password(), now);
    days.run("INSERT INTO broadcasters VALUES (5, 'b5', 'Five')");
    days.run("INSERT INTO categories VALUES (1, 'games', 'Games')");
    days.run("INSERT INTO streams VALUES (11, 's11', 5, 1, 'x', '2026-11-12 16:00:00', NULL)");
    for (int day = 13; day <= 21; day++) {
      // at noon in Seoul: day d has d,000 viewer seconds
      days.run(
          "INSERT INTO viewer_history VALUES (11, '2026-11-%d 03:00:00', 1, 5, %d000, 0, 9, 9, 1, 1, 300, 300, 0, 1)"
              .formatted(day, day));
      sat(day, 100 + day); // somebody each day
    }
    sat(13, 2); // eight days before the 21st
    sat(14, 1); // seven days before
    sat(20, 3);
    sat(20, 1);
    for (int viewer = 1; viewer <= 4; viewer++) {
      sat(21, viewer);
    }
    try (var connection = days.connection()) {
      for (int day = 13; day <= 21; day++) {
        var date = new BusinessDay(LocalDate.of(2026, 11, day));
        var summed = new DayRollup(Duration.ofMinutes(5)).run(connection, connection, date, now);
        assertThat(summed).isTrue();
      }
    }
    assertThat(
            days.rows(
                "SELECT DAY(day), uniques, returning_7d, viewer_seconds_7d, viewer_seconds_prev_7d"
                    + " FROM daily_statistics WHERE scope = 2 AND day >= '2026-11-19' ORDER BY day"))
        .containsExactly(
            // the 12th was never summed, so nobody knows who had been there
            "19 1 null 112000 0", // 13 to 19
            "20 3 1 119000 13000", // 14 to 20, and the 13th
            "21 5 2 126000 27000"); // 1 and 3; 15 to 21, and the 13th and 14th
    assertThat(
            days.rows(
                "SELECT COUNT(*) FROM daily_statistics WHERE returning_7d IS NOT NULL AND scope <> 2"))
        .containsExactly("0");
  }

  private void sat(int day, long viewer) {
    days.run(
        "INSERT INTO user_sessions VALUES ('2026-11-%d 03:00:00', 5, 11, %d, %d, 60000, 0)"
            .formatted(day, ++session, viewer));
  }
}
