package headcount.store.aurora;

import static headcount.store.aurora.RollupFixture.END;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the past is summed, by whom, and how far it has come. */
class RollupRoundsTest {
  private final RollupFixture fixture = new RollupFixture();
  private final AuroraFixture database = fixture.database;
  private final Rollup rollup = fixture.rollup;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void lateRecordsAreInAfterTwoHoursAndNothingIsExpectedAfterTwentySix() {
    fixture.evening();
    var days =
        "SELECT viewer_seconds, uniques, final FROM daily_statistics WHERE scope = 0 AND day = '2026-11-21'";
    fixture.catchUp(END.plus(Duration.ofMinutes(14)));
    assertThat(database.rows(days)).isEmpty();
    fixture.catchUp(END.plus(Duration.ofMinutes(15)));
    assertThat(database.rows(days)).containsExactly("198000 4 0");
    fixture.rows.user(8, 0, "2026-11-21");
    fixture.rows.watched(
        13, 6, 8, "2026-11-21 14:00:00", 8000); // ended after midnight, so its record comes then
    fixture.rows.step(13, 6, 1, "2026-11-21 14:00:00", "1000, 1, 22, 9, 3, 4, 300, 300, 0");
    fixture.catchUp(END.plus(Duration.ofMinutes(119)));
    assertThat(database.rows(days)).containsExactly("198000 4 0");
    fixture.catchUp(END.plus(Duration.ofHours(2)));
    assertThat(database.rows(days)).containsExactly("199000 5 0");
    fixture.catchUp(END.plus(Duration.ofHours(26)));
    assertThat(database.rows(days)).containsExactly("199000 5 1");
  }

  @Test
  void lagSaysWhatIsDueAndNotDone() {
    fixture.evening();
    assertThat(lag("slots-provisional")).isZero(); // this node does not sum
    fixture.catchUp(Instant.parse("2026-11-21T12:30:00Z"));
    assertThat(lag("slots-provisional")).isZero();
    fixture.now = fixture.now.plus(Duration.ofHours(1));
    assertThat(lag("slots-provisional")).isEqualTo(3600);
    assertThat(lag("slots-settled")).isEqualTo(3600);
    rollup.stopped();
    assertThat(lag("slots-provisional")).isZero();
    assertThat(fixture.registry.get("headcount.rollup.slots").counter().count()).isPositive();
  }

  @Test
  void oneProcessAtATimeSums() throws SQLException {
    fixture.evening();
    fixture.now = END.plus(Duration.ofMinutes(15));
    try (var connection = database.connection()) {
      var pause =
          NamedLock.during(
              connection, "headcount_rollup", 0, () -> rollup.round().toCompletableFuture().join());
      assertThat(pause).contains(Duration.ofMinutes(1));
    }
    assertThat(database.rows("SELECT COUNT(*) FROM job_progress")).containsExactly("0");
  }

  private double lag(String part) {
    return fixture.registry.get("headcount.rollup.lag.seconds").tag("part", part).gauge().value();
  }
}
