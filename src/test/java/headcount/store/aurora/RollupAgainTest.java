package headcount.store.aurora;

import static headcount.store.aurora.RollupFixture.END;
import static headcount.store.aurora.RollupFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is summed again: the same rows, but where there is something to correct. */
class RollupAgainTest {
  private final RollupFixture fixture = new RollupFixture();
  private final AuroraFixture database = fixture.database;
  private final Rollup rollup = fixture.rollup;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void summingAnythingAgainGivesTheSameRows() throws SQLException {
    fixture.evening();
    fixture.catchUp(Instant.parse("2026-11-23T20:00:00Z"));
    var once = fixture.everything();
    assertThat(once).hasSizeGreaterThan(25);
    fixture.now = fixture.now.plusSeconds(100);
    assertThat(rollup.againNow(START, END)).isEqualTo(new Rollup.Summed(288, 1));
    assertThat(fixture.everything()).isEqualTo(once);
    rollup.againNow(Instant.parse("2026-11-21T12:02:00Z"), Instant.parse("2026-11-21T12:07:00Z"));
    assertThat(fixture.everything()).isEqualTo(once);
    database.run("TRUNCATE audience_slots");
    database.run("TRUNCATE daily_statistics");
    database.run("TRUNCATE audience_sketches");
    rollup.againNow(START.minus(Duration.ofDays(1)), fixture.now.plus(Duration.ofDays(1)));
    assertThat(fixture.everything()).isEqualTo(once);
  }

  @Test
  void rowsThatNothingStandsForAnyMoreAreRemoved() throws SQLException {
    fixture.evening();
    fixture.catchUp(END.plus(Duration.ofMinutes(15)));
    assertThat(fixture.day("SELECT scope_key", "2026-11-21")).contains("2");
    database.run("UPDATE viewer_history SET category_key = 1");
    fixture.now = END.plus(Duration.ofHours(1));
    rollup.againNow(START, END);
    assertThat(
            database.rows(
                "SELECT scope_key FROM daily_statistics WHERE scope = 1 AND day = '2026-11-21'"))
        .containsExactly("1");
    assertThat(
            database.rows(
                "SELECT scope_key FROM audience_sketches WHERE scope = 1 AND day = '2026-11-21'"))
        .containsExactly("1");
    assertThat(database.rows("SELECT DISTINCT scope_key FROM audience_slots WHERE scope = 1"))
        .containsExactly("1");
  }

  @Test
  void aDayKeepsItsViewersWhenItsSessionsAreGone() throws SQLException {
    fixture.evening();
    fixture.catchUp(Instant.parse("2026-11-23T20:00:00Z"));
    var once = fixture.everything();
    database.run("ALTER TABLE user_sessions DROP PARTITION p20261120, p20261121");
    fixture.now = fixture.now.plusSeconds(100);
    rollup.againNow(START, END);
    assertThat(fixture.everything()).isEqualTo(once);
    // nobody knows them, which is not nobody
    database.run("DELETE FROM daily_statistics");
    rollup.againNow(START, END);
    assertThat(fixture.day("SELECT scope, viewer_seconds, sessions, uniques", "2026-11-21"))
        .hasSize(8)
        .startsWith("0 198000 null null");
  }
}
