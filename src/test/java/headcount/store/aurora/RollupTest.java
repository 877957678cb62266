package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.audience.BusinessDay;
import headcount.embedded.TestMysql;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Business day 2026-11-21 is from 15:00 of the 20th to 15:00 of the 21st, UTC. */
class RollupTest {
  private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  private static final Instant END = Instant.parse("2026-11-21T15:00:00Z");

  private Instant now = Instant.parse("2026-11-20T03:00:00Z");
  private final AuroraFixture database = new AuroraFixture(() -> now);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Rollup rollup =
      new Rollup(database.stores.pools(), Duration.ofMinutes(5), new Meters(registry), () -> now);
  private int session;

  @AfterEach
  void close() {
    database.close();
  }

  private void catalogue() {
    database.run("INSERT INTO broadcasters VALUES (5, 'b5', 'Five'), (6, 'b6', 'Six')");
    database.run("INSERT INTO categories VALUES (1, 'games', 'Games'), (2, 'music', 'Music')");
    stream(11, 5, "2026-11-21 12:00:00", "'2026-11-21 12:10:00'");
    stream(12, 5, "2026-11-21 12:05:00", "'2026-11-21 12:15:00'");
    stream(13, 6, "2026-11-20 14:00:00", "NULL");
  }

  private void stream(int key, int broadcaster, String started, String ended) {
    database.run(
        "INSERT INTO streams VALUES (%d, 's%d', %d, 1, 'x', '%s', %s)"
            .formatted(key, key, broadcaster, started, ended));
  }

  /**
   * figures: viewer seconds, anonymous seconds, peak, low, joins, leaves, live, observed,
   * recovering
   */
  private void step(int stream, int broadcaster, int category, String at, String figures) {
    database.run(
        "INSERT INTO viewer_history VALUES (%d, '%s', %d, %d, %s, 1)"
            .formatted(stream, at, category, broadcaster, figures));
  }

  private void user(long viewer, int kind, String firstSeen) {
    database.run(
        "INSERT INTO users VALUES (%d, %d, '%s', '2026-11-21')".formatted(viewer, kind, firstSeen));
  }

  private void watched(int stream, int broadcaster, long viewer, String joined, long seconds) {
    database.run(
        "INSERT INTO user_sessions VALUES ('%s', %d, %d, %d, %d, %d, 0)"
            .formatted(joined, broadcaster, stream, ++session, viewer, seconds * 1000));
  }

  /** An evening of two broadcasters: five people, one of them across midnight, one twice. */
  private void evening() {
    catalogue();
    step(11, 5, 1, "2026-11-21 12:00:00", "30000, 1, 150, 50, 4, 1, 300, 300, 0");
    step(11, 5, 1, "2026-11-21 12:05:00", "15000, 1, 180, 20, 0, 1, 300, 100, 60");
    step(12, 5, 2, "2026-11-21 12:05:00", "60000, 1, 210, 9, 2, 0, 300, 300, 0");
    step(12, 5, 2, "2026-11-21 12:10:00", "90000, 1, 999, 9, 0, 2, 300, 300, 300"); // never exact
    step(13, 6, 1, "2026-11-20 14:55:00", "9999, 1, 99, 9, 9, 9, 300, 300, 0"); // the day before
    step(13, 6, 1, "2026-11-20 15:00:00", "3000, 1, 10, 9, 1, 2, 300, 300, 0");
    step(13, 6, 1, "2026-11-21 14:55:00", "0, 0, 0, 0, 3, 4, 300, 0, 0"); // stale: a gap
    step(13, 6, 1, "2026-11-21 15:00:00", "9999, 1, 99, 9, 9, 9, 300, 300, 0"); // the day after
    user(1, 0, "2026-11-20");
    user(2, 0, "2026-11-21");
    user(3, 0, "2026-11-01");
    user(-4, 1, "2026-11-21");
    user(-5, 0, "2026-11-21"); // a name that is not a number
    watched(13, 6, 1, "2026-11-20 14:50:00", 1200); // 23:50 to 00:10 in Seoul
    watched(13, 6, 3, "2026-11-20 14:50:00", 600); // until midnight
    watched(11, 5, 1, "2026-11-21 12:00:00", 300);
    watched(11, 5, 2, "2026-11-21 12:00:00", 420);
    watched(11, 5, 2, "2026-11-21 12:05:00", 180); // an overlapping tab
    watched(12, 5, 2, "2026-11-21 12:06:00", 60);
    watched(12, 5, -4, "2026-11-21 12:06:00", 540);
    watched(13, 6, -5, "2026-11-21 14:59:00", 1200); // into tomorrow
    watched(13, 6, 3, "2026-11-21 15:00:00", 60); // tomorrow
  }

  private static final String COUNTED =
      "SELECT scope, scope_key, category_key, broadcaster_key, viewer_seconds, live_s, observed_s,"
          + " recovering_s, airtime_s, peak, TIME(peak_at), broadcasts";
  private static final String SEEN =
      "SELECT scope, scope_key, sessions, uniques, uniques_anonymous, new_viewers, watch_p50_s";

  private static final String STAYED = "SELECT scope, scope_key, watched_s, episodes, retention";

  private List<String> day(String columns, String date) {
    return database.rows(
        columns + " FROM daily_statistics WHERE day = '" + date + "' ORDER BY scope, scope_key");
  }

  private List<String> everything() {
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

  private void catchUp(Instant at) {
    now = at;
    Duration pause;
    do {
      pause = rollup.round().toCompletableFuture().join();
    } while (pause.isZero());
    assertThat(pause).isPositive();
  }

  private double lag(String part) {
    return registry.get("headcount.rollup.lag.seconds").tag("part", part).gauge().value();
  }

  @Test
  void aDayOfEveryScopeAsReckonedByHand() {
    evening();
    catchUp(END.plus(Duration.ofMinutes(15)));
    assertThat(day(COUNTED, "2026-11-21"))
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
    assertThat(day(SEEN, "2026-11-21"))
        .containsExactly(
            "0 0 6 4 1 3 null", // 1, 2, -4 and -5; 3 left at midnight
            "1 1 4 3 0 2 null",
            "1 2 2 2 1 2 null",
            "2 5 5 3 1 2 480", // 300, 480 and 540 s
            "2 6 1 2 0 1 60", // -5 for a minute of today, 1 for ten
            "3 11 3 2 0 1 300", // 300 and 480 s
            "3 12 2 2 1 2 60",
            "3 13 1 2 0 1 60");
    assertThat(day(STAYED, "2026-11-21").subList(3, 8))
        .containsExactly(
            // of 300, 480 and 540 s: all five minutes, none ten
            "2 5 1320 3 [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]",
            // 1's began yesterday; -5's was cut after a minute
            "2 6 660 1 [1.0, null, null, null, null, null, null, null, null]",
            "3 11 780 2 [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]",
            // 60 and 540 s
            "3 12 600 2 [1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]",
            "3 13 660 1 [1.0, null, null, null, null, null, null, null, null]");
    assertThat(day(STAYED, "2026-11-21").subList(0, 3))
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
    evening();
    catchUp(Instant.parse("2026-11-21T12:30:00Z"));
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
  void summingAnythingAgainGivesTheSameRows() throws SQLException {
    evening();
    catchUp(Instant.parse("2026-11-23T20:00:00Z"));
    var once = everything();
    assertThat(once).hasSizeGreaterThan(25);
    now = now.plusSeconds(100);
    assertThat(rollup.againNow(START, END)).isEqualTo(new Rollup.Summed(288, 1));
    assertThat(everything()).isEqualTo(once);
    rollup.againNow(Instant.parse("2026-11-21T12:02:00Z"), Instant.parse("2026-11-21T12:07:00Z"));
    assertThat(everything()).isEqualTo(once);
    database.run("TRUNCATE audience_slots");
    database.run("TRUNCATE daily_statistics");
    database.run("TRUNCATE audience_sketches");
    rollup.againNow(START.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    assertThat(everything()).isEqualTo(once);
  }

  @Test
  void lateRecordsAreInAfterTwoHoursAndNothingIsExpectedAfterTwentySix() {
    evening();
    var days =
        "SELECT viewer_seconds, uniques, final FROM daily_statistics WHERE scope = 0 AND day = '2026-11-21'";
    catchUp(END.plus(Duration.ofMinutes(14)));
    assertThat(database.rows(days)).isEmpty();
    catchUp(END.plus(Duration.ofMinutes(15)));
    assertThat(database.rows(days)).containsExactly("198000 4 0");
    user(8, 0, "2026-11-21");
    watched(
        13, 6, 8, "2026-11-21 14:00:00", 8000); // ended after midnight, so its record comes then
    step(13, 6, 1, "2026-11-21 14:00:00", "1000, 1, 22, 9, 3, 4, 300, 300, 0");
    catchUp(END.plus(Duration.ofMinutes(119)));
    assertThat(database.rows(days)).containsExactly("198000 4 0");
    catchUp(END.plus(Duration.ofHours(2)));
    assertThat(database.rows(days)).containsExactly("199000 5 0");
    catchUp(END.plus(Duration.ofHours(26)));
    assertThat(database.rows(days)).containsExactly("199000 5 1");
  }

  @Test
  void aDayThatBrokeOffBetweenTransactionsIsSummedWhole() {
    evening();
    catchUp(END.plus(Duration.ofMinutes(14)));
    database.run(
        "CREATE TRIGGER broken BEFORE UPDATE ON daily_statistics FOR EACH ROW"
            + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the power went'");
    assertThatThrownBy(() -> catchUp(END.plus(Duration.ofMinutes(15))))
        .hasStackTraceContaining("the power went");
    assertThat(day(COUNTED, "2026-11-21")).isNotEmpty(); // the first transaction had committed
    assertThat(
            database.rows(
                "SELECT 1 FROM job_progress WHERE job = 'days-provisional'"
                    + " AND done_to > '2026-11-21 14:00:00'"))
        .isEmpty();
    database.run("DROP TRIGGER broken");
    catchUp(END.plus(Duration.ofMinutes(16)));
    assertThat(database.rows("SELECT done_to FROM job_progress WHERE job = 'days-provisional'"))
        .containsExactly("2026-11-21 15:00:00");
    var mended = everything();
    database.run("TRUNCATE daily_statistics");
    database.run("TRUNCATE audience_sketches");
    assertThatSummedAgain(mended);
  }

  private void assertThatSummedAgain(List<String> rows) {
    try {
      rollup.againNow(START.minus(Duration.ofDays(1)), END);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    assertThat(everything()).isEqualTo(rows);
  }

  @Test
  void slotsGoOnWhereTheyBrokeOff() {
    evening();
    database.run(
        "CREATE TRIGGER broken BEFORE INSERT ON audience_slots FOR EACH ROW BEGIN"
            + " IF NEW.at = '2026-11-21 12:05:00' AND NEW.scope = 0 THEN"
            + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the power went'; END IF; END");
    assertThatThrownBy(() -> catchUp(Instant.parse("2026-11-21T12:40:00Z")))
        .hasStackTraceContaining("the power went");
    // the slot's categories had been written in the same transaction
    assertThat(database.rows("SELECT MAX(at) FROM audience_slots"))
        .containsExactly("2026-11-21 12:00:00");
    assertThat(database.rows("SELECT done_to FROM job_progress WHERE job = 'slots-provisional'"))
        .containsExactly("2026-11-21 12:05:00");
    database.run("DROP TRIGGER broken");
    catchUp(Instant.parse("2026-11-21T12:40:00Z"));
    assertThat(
            database.rows("SELECT COUNT(*) FROM audience_slots WHERE at >= '2026-11-21 12:00:00'"))
        .containsExactly("7");
  }

  @Test
  void rowsThatNothingStandsForAnyMoreAreRemoved() throws SQLException {
    evening();
    catchUp(END.plus(Duration.ofMinutes(15)));
    assertThat(day("SELECT scope_key", "2026-11-21")).contains("2");
    database.run("UPDATE viewer_history SET category_key = 1");
    now = END.plus(Duration.ofHours(1));
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
    evening();
    catchUp(Instant.parse("2026-11-23T20:00:00Z"));
    var once = everything();
    database.run("ALTER TABLE user_sessions DROP PARTITION p20261120, p20261121");
    now = now.plusSeconds(100);
    rollup.againNow(START, END);
    assertThat(everything()).isEqualTo(once);
    // nobody knows them, which is not nobody
    database.run("DELETE FROM daily_statistics");
    rollup.againNow(START, END);
    assertThat(day("SELECT scope, viewer_seconds, sessions, uniques", "2026-11-21"))
        .hasSize(8)
        .startsWith("0 198000 null null");
  }

  @Test
  void returningViewersHadBeenThereInTheSevenDaysBefore() throws SQLException {
    now = Instant.parse("2026-11-12T16:00:00Z");
    try (var earlier = new AuroraFixture(() -> now)) {
      new NineDays(earlier).areTold();
    }
  }

  /** Nine days of one broadcaster, in a database whose partitions begin with them. */
  private final class NineDays {
    private final AuroraFixture days;

    NineDays(AuroraFixture days) {
      this.days = days;
    }

    void areTold() throws SQLException {
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

  @Test
  void lagSaysWhatIsDueAndNotDone() {
    evening();
    assertThat(lag("slots-provisional")).isZero(); // this node does not sum
    catchUp(Instant.parse("2026-11-21T12:30:00Z"));
    assertThat(lag("slots-provisional")).isZero();
    now = now.plus(Duration.ofHours(1));
    assertThat(lag("slots-provisional")).isEqualTo(3600);
    assertThat(lag("slots-settled")).isEqualTo(3600);
    rollup.stopped();
    assertThat(lag("slots-provisional")).isZero();
    assertThat(registry.get("headcount.rollup.slots").counter().count()).isPositive();
  }

  @Test
  void oneProcessAtATimeSums() throws SQLException {
    evening();
    now = END.plus(Duration.ofMinutes(15));
    try (var connection = database.connection()) {
      var pause =
          NamedLock.during(
              connection, "headcount_rollup", 0, () -> rollup.round().toCompletableFuture().join());
      assertThat(pause).contains(Duration.ofMinutes(1));
    }
    assertThat(database.rows("SELECT COUNT(*) FROM job_progress")).containsExactly("0");
  }

  @Test
  void statementsLookAtNoMorePartitionsThanTheyNeed() {
    assertThat(
            partitions(
                "slots_categories",
                "'2026-11-21 12:00:00', '2026-11-21 12:00:00', '2026-11-21 12:05:00'",
                "viewer_history"))
        .containsExactly("p202611");
    assertThat(
            partitions(
                "day_next_broadcaster",
                "0, '2026-11-20 15:00:00', '2026-11-21 15:00:00'",
                "user_sessions"))
        .containsExactly("p20261121");
    assertThat(
            partitions(
                "day_sittings",
                "'2026-11-21', 5, '2026-11-19 15:00:00', '2026-11-21 15:00:00', '2026-11-20 15:00:00', '2026-11-20 15:00:00'",
                "s"))
        .containsExactly("p20261120,p20261121");
    assertThat(partitions("sketches_before", "5, '2026-11-14', '2026-11-21'", "audience_sketches"))
        .containsExactly("p202611");
  }

  /** Which partitions of the table the statement reads, with these values for its placeholders. */
  private List<String> partitions(String statement, String values, String table) {
    var sql = Sql.of(statement);
    for (var value : values.split(", ", -1)) {
      sql = sql.replaceFirst("\\?", value);
    }
    try (var connection = database.connection();
        var explain = connection.createStatement();
        var row = explain.executeQuery("EXPLAIN " + sql)) {
      var out = new ArrayList<String>();
      while (row.next()) {
        if (table.equals(row.getString("table")) && row.getString("select_type").equals("SIMPLE")) {
          out.add(row.getString("partitions"));
        }
      }
      return out;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Test
  void anEmptyDatabaseHasNothingToSum() throws SQLException {
    catchUp(END);
    assertThat(rollup.againNow(START, END).days()).isZero();
    assertThat(everything()).isEmpty();
  }
}
