package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.ScopeName;
import headcount.audience.Steps;
import headcount.audience.synth.SynthPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Four business days and some hours; what days say by the hour is what slots and history say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DayHoursTest {
  private static final Instant NOW = Instant.parse("2026-11-03T08:17:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-03T08:15:00Z");
  private static final BusinessDay FIRST = new BusinessDay(LocalDate.of(2026, 10, 30));
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final StepSums SUMS = new StepSums(Duration.ofMinutes(5), Duration.ofMinutes(5));

  private final AuroraFixture database = new AuroraFixture(() -> NOW);

  @BeforeAll
  void fill() throws SQLException {
    var seed = Long.getLong("seed", new Random().nextLong(1, 1_000_000));
    System.out.println("DayHoursTest: seed " + seed);
    var plan = new SynthPlan(seed, 12, FIRST, UNTIL, 0);
    new SynthWriter(database.stores.pools()).write(plan, false, NOW, (_, _) -> {});
    database.run("UPDATE daily_statistics SET final = (day <> '2026-11-01')");
    database.run(
        "CREATE TABLE kept AS SELECT day, scope, scope_key, by_hour, hours FROM daily_statistics"
            + " WHERE hours IS NOT NULL");
  }

  @AfterAll
  void close() {
    database.close();
  }

  private List<Figures> asked(ScopeName scope, Steps steps) throws SQLException {
    try (var connection = database.connection()) {
      var keys = ScopeKeys.find(connection, scope).orElseThrow();
      return SUMS.of(connection, keys, steps);
    }
  }

  private void hoursKept(String onlyBefore) {
    database.run("UPDATE daily_statistics SET hours = NULL");
    database.run(
        "UPDATE daily_statistics d JOIN kept k USING (day, scope, scope_key)"
            + " SET d.hours = k.hours WHERE day < '%s'".formatted(onlyBefore));
  }

  private void assertTheSame(String scope, Steps steps) throws SQLException {
    var name = ScopeName.parse(scope).orElseThrow();
    hoursKept("1970-01-01");
    var fromSlots = asked(name, steps);
    assertThat(fromSlots).as(scope).anyMatch(each -> each.viewerSeconds() > 0);
    for (var before : List.of("2026-11-01", "2099-01-01")) {
      hoursKept(before);
      var fromDays = asked(name, steps);
      assertThat(fromDays).hasSameSizeAs(fromSlots);
      for (int i = 0; i < fromDays.size(); i++) {
        var one = fromDays.get(i);
        var other = fromSlots.get(i);
        var what = scope + " " + steps.starts().get(i) + ", hours of days before " + before;
        assertThat(one.averageSeconds())
            .as(what)
            .isCloseTo(other.averageSeconds(), within(0.001 * 24));
        assertThat(figures(one, other)).as(what).isEqualTo(other);
      }
    }
  }

  private static Figures figures(Figures one, Figures other) {
    return new Figures(
        one.viewerSeconds(),
        one.liveSeconds(),
        one.observedSeconds(),
        other.averageSeconds(),
        one.peak());
  }

  private List<String> scopes() {
    var broadcaster =
        database.rows(
            "SELECT b.broadcaster_id FROM broadcasters b JOIN daily_statistics d"
                + " ON d.scope = 2 AND d.scope_key = b.broadcaster_key"
                + " WHERE d.day = '2026-10-31' ORDER BY d.viewer_seconds DESC LIMIT 2");
    var category =
        database
            .rows(
                "SELECT c.category_id FROM categories c JOIN daily_statistics d"
                    + " ON d.scope = 1 AND d.scope_key = c.category_key"
                    + " WHERE d.day = '2026-10-31' ORDER BY d.viewer_seconds DESC LIMIT 1")
            .getFirst();
    return List.of(
        "platform",
        "category:" + category,
        "broadcaster:" + broadcaster.getFirst(),
        "broadcaster:" + broadcaster.getLast());
  }

  @Test
  void hoursAreThoseOfSlots() throws SQLException {
    for (var scope : scopes()) {
      var from = FIRST.start().plusSeconds(5 * 3600); // within the first day, until within the last
      assertTheSame(scope, new Steps(from, Instant.parse("2026-11-03T08:00:00Z"), HOUR, SEOUL));
    }
  }

  @Test
  void daysOfAnotherZoneAreToldByTheHoursOfTwoBusinessDays() throws SQLException {
    var utc = ZoneId.of("UTC");
    for (var scope : scopes()) {
      var from = Instant.parse("2026-10-30T00:00:00Z");
      var to = Instant.parse("2026-11-03T00:00:00Z");
      assertTheSame(scope, new Steps(from, to, Duration.ofDays(1), utc));
    }
  }

  /** Of three o'clock of the day, by the hour; the day's row is told to say 7. */
  private long tampered(String scope, String day, ZoneId zone, int minutes) throws SQLException {
    hoursKept("2099-01-01");
    database.run(
        "UPDATE daily_statistics SET by_hour = JSON_SET(by_hour, '$[3]', 7) WHERE day = '%s'"
            .formatted(day));
    try {
      var at =
          LocalDate.parse(day).atTime(3, 0).atZone(SEOUL).toInstant().plusSeconds(60L * minutes);
      var name = ScopeName.parse(scope).orElseThrow();
      return asked(name, new Steps(at, at.plus(HOUR), HOUR, zone)).getFirst().viewerSeconds();
    } finally {
      database.run(
          "UPDATE daily_statistics d JOIN kept k USING (day, scope, scope_key)"
              + " SET d.by_hour = k.by_hour");
    }
  }

  @Test
  void daysAreAskedFirst() throws SQLException {
    for (var scope : scopes()) {
      assertThat(tampered(scope, "2026-10-31", SEOUL, 0)).as(scope).isEqualTo(7);
    }
  }

  @Test
  void halfHoursAndDaysThatAreNotFinalAreNot() throws SQLException {
    var kolkata = ZoneId.of("Asia/Kolkata");
    assertThat(tampered("platform", "2026-10-31", kolkata, 30)).isGreaterThan(7);
    assertThat(tampered("platform", "2026-11-01", SEOUL, 0)).as("not final").isGreaterThan(7);
  }

  @Test
  void hoursOfAnotherSummingThanTheDaysAreNot() throws SQLException {
    hoursKept("2099-01-01");
    database.run("UPDATE daily_statistics SET live_s = live_s + 300 WHERE day = '2026-10-31'");
    try {
      assertThat(tampered("platform", "2026-10-31", SEOUL, 0)).isGreaterThan(7);
    } finally {
      database.run("UPDATE daily_statistics SET live_s = live_s - 300 WHERE day = '2026-10-31'");
    }
  }
}
