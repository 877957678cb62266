package headcount.store.aurora;

import static headcount.store.aurora.RollupFixture.COUNTED;
import static headcount.store.aurora.RollupFixture.END;
import static headcount.store.aurora.RollupFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Summing goes on where it broke off. */
class RollupBrokenOffTest {
  private final RollupFixture fixture = new RollupFixture();
  private final AuroraFixture database = fixture.database;
  private final Rollup rollup = fixture.rollup;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aDayThatBrokeOffBetweenTransactionsIsSummedWhole() {
    fixture.evening();
    fixture.catchUp(END.plus(Duration.ofMinutes(14)));
    database.run(
        "CREATE TRIGGER broken BEFORE UPDATE ON daily_statistics FOR EACH ROW"
            + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the power went'");
    assertThatThrownBy(() -> fixture.catchUp(END.plus(Duration.ofMinutes(15))))
        .hasStackTraceContaining("the power went");
    assertThat(fixture.day(COUNTED, "2026-11-21"))
        .isNotEmpty(); // the first transaction had committed
    assertThat(
            database.rows(
                "SELECT 1 FROM job_progress WHERE job = 'days-provisional'"
                    + " AND done_to > '2026-11-21 14:00:00'"))
        .isEmpty();
    database.run("DROP TRIGGER broken");
    fixture.catchUp(END.plus(Duration.ofMinutes(16)));
    assertThat(database.rows("SELECT done_to FROM job_progress WHERE job = 'days-provisional'"))
        .containsExactly("2026-11-21 15:00:00");
    var mended = fixture.everything();
    database.run("TRUNCATE daily_statistics");
    database.run("TRUNCATE audience_sketches");
    assertThatSummedAgain(mended);
  }

  @Test
  void slotsGoOnWhereTheyBrokeOff() {
    fixture.evening();
    database.run(
        "CREATE TRIGGER broken BEFORE INSERT ON audience_slots FOR EACH ROW BEGIN"
            + " IF NEW.at = '2026-11-21 12:05:00' AND NEW.scope = 0 THEN"
            + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the power went'; END IF; END");
    assertThatThrownBy(() -> fixture.catchUp(Instant.parse("2026-11-21T12:40:00Z")))
        .hasStackTraceContaining("the power went");
    // the slot's categories had been written in the same transaction
    assertThat(database.rows("SELECT MAX(at) FROM audience_slots"))
        .containsExactly("2026-11-21 12:00:00");
    assertThat(database.rows("SELECT done_to FROM job_progress WHERE job = 'slots-provisional'"))
        .containsExactly("2026-11-21 12:05:00");
    database.run("DROP TRIGGER broken");
    fixture.catchUp(Instant.parse("2026-11-21T12:40:00Z"));
    assertThat(
            database.rows("SELECT COUNT(*) FROM audience_slots WHERE at >= '2026-11-21 12:00:00'"))
        .containsExactly("7");
  }

  private void assertThatSummedAgain(List<String> rows) {
    try {
      rollup.againNow(START.minus(Duration.ofDays(1)), END);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    assertThat(fixture.everything()).isEqualTo(rows);
  }
}
