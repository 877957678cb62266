package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.audience.BusinessDay;
import headcount.audience.synth.SynthPlan;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nine business days and some hours, the first ones in a month before the database's. */
class SynthWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-03T08:17:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-03T08:15:00Z");
  private static final BusinessDay FIRST = new BusinessDay(LocalDate.of(2026, 10, 25));

  private final AuroraFixture database = new AuroraFixture(() -> NOW);

  @AfterEach
  void close() {
    database.close();
  }

  private SynthWriter.Written write(long sessions, boolean beside) throws SQLException {
    var plan = new SynthPlan(7, 6, FIRST, UNTIL, sessions);
    return new SynthWriter(database.stores.pools()).write(plan, beside, NOW, (_, _) -> {});
  }

  private List<String> sums() {
    var daily =
        one(
            "SELECT GROUP_CONCAT(column_name) FROM information_schema.columns WHERE table_name ="
                + " 'daily_statistics' AND table_schema = DATABASE() AND column_name <> 'computed_at'");
    return Stream.of(
            "SELECT * FROM audience_slots ORDER BY scope, at, scope_key",
            "SELECT " + daily + " FROM daily_statistics ORDER BY day, scope, scope_key",
            "SELECT day, scope, scope_key, HEX(theta), HEX(theta_anonymous) FROM audience_sketches"
                + " ORDER BY day, scope, scope_key")
        .flatMap(sql -> database.rows(sql).stream())
        .toList();
  }

  private void sumAgain() throws SQLException {
    new Rollup(
            database.stores.pools(),
            Duration.ofMinutes(5),
            new Meters(new SimpleMeterRegistry()),
            () -> NOW)
        .againNow(FIRST.start(), UNTIL);
  }

  private String one(String sql) {
    return database.rows(sql).getFirst();
  }

  @Test
  void sumsAreThoseOfTheRollup() throws Exception {
    var written = write(6_000, false);
    var own = sums();
    assertThat(written.days()).isEqualTo(9);
    assertThat(own).hasSizeGreaterThan(5_000);
    assertThat(one("SELECT COUNT(*) FROM viewer_history")).isEqualTo("" + written.history());
    assertThat(one("SELECT COUNT(*) FROM user_sessions")).isEqualTo("" + written.sessions());
    assertThat(one("SELECT COUNT(*) FROM users")).isEqualTo("" + written.viewers());
    assertThat(
            one(
                "SELECT MIN(returning_7d IS NOT NULL), SUM(returning_7d) > 0 FROM daily_statistics"
                    + " WHERE scope = 2 AND day >= '2026-11-01'"))
        .isEqualTo("1 1");

    database.run("DELETE FROM audience_slots");
    database.run("DELETE FROM daily_statistics");
    database.run("DELETE FROM audience_sketches");
    sumAgain();
    assertThat(sums()).isEqualTo(own);
  }

  @Test
  void eachRowLiesInItsTimesPartitionAndTheNodesHaveNothingToSumAgain() throws Exception {
    write(600, false);
    assertThat(
            database.rows(
                "SELECT partition_name FROM information_schema.partitions WHERE table_name ="
                    + " 'viewer_history' AND table_schema = DATABASE() ORDER BY partition_ordinal_position"))
        .containsExactly("p202610", "p202611", "p202612", "p202701", "pmax");
    assertThat(one("SELECT MAX(at) FROM viewer_history PARTITION (p202610)"))
        .isEqualTo("2026-10-31 14:55:00");
    assertThat(one("SELECT MIN(at), MAX(at) FROM viewer_history"))
        .isEqualTo("2026-10-24 15:00:00 2026-11-03 08:10:00");
    assertThat(one("SELECT COUNT(*) > 0 FROM user_sessions PARTITION (p20261025)")).isEqualTo("1");
    assertThat(
            database.rows(
                "SELECT job, done_to FROM job_progress WHERE job <> 'statistics' ORDER BY job"))
        .containsExactly(
            "days-final 2026-11-01 15:00:00",
            "days-provisional 2026-11-02 15:00:00",
            "days-settled 2026-11-02 15:00:00",
            "slots-final 2026-11-02 06:15:00",
            "slots-provisional 2026-11-03 08:00:00",
            "slots-settled 2026-11-03 06:15:00");
  }

  @Test
  void whatIsOnNowIsThatOfHistory() throws Exception {
    write(0, false);
    assertThat(
            one(
                "SELECT (SELECT COUNT(*) FROM current_viewers WHERE live = 1) > 0,"
                    + " (SELECT COUNT(*) FROM current_viewers WHERE live = 1)"
                    + " = (SELECT COUNT(*) FROM streams WHERE ended_at IS NULL),"
                    + " (SELECT COUNT(*) FROM current_viewers c JOIN streams s USING (stream_key)"
                    + " WHERE (c.live = 1) <> (s.ended_at IS NULL))"))
        .isEqualTo("1 1 0");
    assertThat(
            one("SELECT MAX(uniques IS NOT NULL) FROM daily_statistics WHERE day < '2026-11-02'"))
        .as("viewers of days without sessions are not known")
        .isEqualTo("0");
  }

  @Test
  void othersBroadcastsAreLeftAlone() throws Exception {
    database.run("INSERT INTO broadcasters VALUES (5, 'b5', 'Five')");
    database.run("INSERT INTO categories VALUES (1, 'games', 'Games')");
    database.run("INSERT INTO streams VALUES (11, 's', 5, 1, 'x', '2026-11-01 12:00:00', NULL)");
    assertThatThrownBy(() -> write(0, false))
        .hasMessageContaining("already holds 1 broadcasts; --beside");

    write(0, true);
    assertThat(
            one("SELECT MIN(stream_key), MIN(broadcaster_key) FROM streams WHERE stream_key > 11"))
        .startsWith("12 ");
    assertThatThrownBy(() -> write(0, true)).hasMessageContaining("synthetic broadcasts");
  }
}
