package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.BusinessDay;
import headcount.audience.Change;
import headcount.audience.Change.Reason;
import headcount.audience.Comparison;
import headcount.audience.Figures;
import headcount.audience.LocalHours.PrimeTime;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import headcount.audience.Steps;
import headcount.audience.Trends;
import headcount.audience.Trends.Share;
import headcount.audience.Uniques;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An evening of two broadcasters, reckoned by hand. Friday the 20th is until 15:00 UTC, Saturday
 * the 21st from then until 15:00 UTC of the 21st.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuroraAnalyticsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration DAY = Duration.ofDays(1);
  private static final ScopeName B5 = new ScopeName(Scope.Kind.BROADCASTER, "b5");
  private static final ScopeName B6 = new ScopeName(Scope.Kind.BROADCASTER, "b6");
  private static final ScopeName GAMES = new ScopeName(Scope.Kind.CATEGORY, "games");
  private static final ScopeName S11 = new ScopeName(Scope.Kind.STREAM, "s11");
  private static final ScopeName S13 = new ScopeName(Scope.Kind.STREAM, "s13");

  private Instant now = Instant.parse("2026-11-20T03:00:00Z"); // whose partitions are made
  private final AuroraFixture database = new AuroraFixture(() -> now);
  private int session;

  @BeforeAll
  void anEvening() throws Exception {
    database.run("INSERT INTO broadcasters VALUES (5, 'b5', 'Five'), (6, 'b6', 'Six')");
    database.run("INSERT INTO categories VALUES (1, 'games', 'Games'), (2, 'music', 'Music')");
    stream(11, 5, "2026-11-21 12:00:00", "'2026-11-21 12:10:00'");
    stream(12, 5, "2026-11-21 12:05:00", "'2026-11-21 12:15:00'"); // overlaps
    stream(13, 6, "2026-11-20 14:00:00", "NULL");
    step(11, 5, 1, "2026-11-21 12:00:00", "30000, 1, 150, 50, 4, 1, 300, 300, 0");
    step(11, 5, 1, "2026-11-21 12:05:00", "15000, 1, 180, 20, 0, 1, 300, 100, 60");
    step(12, 5, 2, "2026-11-21 12:05:00", "60000, 1, 210, 9, 2, 0, 300, 300, 0");
    step(12, 5, 2, "2026-11-21 12:10:00", "90000, 1, 999, 9, 0, 2, 300, 300, 300"); // never exact
    step(13, 6, 1, "2026-11-20 14:55:00", "9999, 1, 99, 9, 9, 9, 300, 300, 0"); // 23:55 of Friday
    step(13, 6, 1, "2026-11-20 15:00:00", "3000, 1, 10, 9, 1, 2, 300, 300, 0"); // Saturday
    // a raid: 23 viewers for 270 s, then 1,816 for 30 s
    step(13, 6, 1, "2026-11-21 13:00:00", "60690, 1, 1816, 23, 1793, 0, 300, 300, 0");
    step(13, 6, 1, "2026-11-21 14:55:00", "0, 0, 0, 0, 3, 4, 300, 0, 0"); // stale: a gap
    step(13, 6, 1, "2026-11-21 15:00:00", "9999, 1, 99, 9, 9, 9, 300, 300, 0"); // Sunday
    for (var user : List.of("1, 0", "2, 0", "3, 0", "-4, 1", "-5, 0")) {
      database.run("INSERT INTO users VALUES (" + user + ", '2026-11-20', '2026-11-21')");
    }
    watched(13, 6, 1, "2026-11-20 14:50:00", 1200); // across midnight
    watched(13, 6, 3, "2026-11-20 14:50:00", 600); // until midnight
    watched(11, 5, 1, "2026-11-21 12:00:00", 300);
    watched(11, 5, 2, "2026-11-21 12:00:00", 420);
    watched(11, 5, 2, "2026-11-21 12:05:00", 180); // an overlapping tab
    watched(12, 5, -4, "2026-11-21 12:06:00", 540);
    watched(13, 6, -5, "2026-11-21 14:50:00", 300);
    now = NOW;
    database
        .stores
        .rollup()
        .againNow(Instant.parse("2026-11-19T15:00:00Z"), Instant.parse("2026-11-22T15:00:00Z"));
  }

  @AfterAll
  void close() {
    database.close();
  }

  private void stream(int key, int broadcaster, String started, String ended) {
    database.run(
        "INSERT INTO streams VALUES (%d, 's%d', %d, 1, 'x', '%s', %s)"
            .formatted(key, key, broadcaster, started, ended));
  }

  /** viewer seconds, anonymous, peak, low, joins, leaves, live, observed, recovering. */
  private void step(int stream, int broadcaster, int category, String at, String figures) {
    database.run(
        "INSERT INTO viewer_history VALUES (%d, '%s', %d, %d, %s, 1)"
            .formatted(stream, at, category, broadcaster, figures));
  }

  private void watched(int stream, int broadcaster, long viewer, String joined, long seconds) {
    database.run(
        "INSERT INTO user_sessions VALUES ('%s', %d, %d, %d, %d, %d, 0)"
            .formatted(joined, broadcaster, stream, ++session, viewer, seconds * 1000));
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Steps steps(String from, String to, Duration length, ZoneId zone) {
    return new Steps(Instant.parse(from + ":00Z"), Instant.parse(to + ":00Z"), length, zone);
  }

  private Comparison compare(ScopeName scope, Steps current, Steps previous) {
    return got(database.stores.analytics().compare(scope, current, previous)).orElseThrow();
  }

  private Comparison quarter(ScopeName scope) {
    return compare(
        scope,
        steps("2026-11-21T12:00", "2026-11-21T12:15", FIVE, ZoneOffset.UTC),
        steps("2026-11-21T11:45", "2026-11-21T12:00", FIVE, ZoneOffset.UTC));
  }

  private Comparison saturday(ScopeName scope) {
    return compare(
        scope,
        steps("2026-11-20T15:00", "2026-11-21T15:00", DAY, SEOUL),
        steps("2026-11-19T15:00", "2026-11-20T15:00", DAY, SEOUL));
  }

  @Test
  void overlappingBroadcastsOfABroadcasterCountOnce() {
    var found = quarter(B5);
    // at 12:05 both are on: 75,000 viewer seconds over 300 s, of which 400 of 600 s observed
    assertThat(found.pairs())
        .extracting(pair -> pair.average().current())
        .containsExactly(100.0, 375.0, 300.0);
    assertThat(found.average().current()).isEqualTo(195_000 / 800.0); // no mean of means: 258.3
    assertThat(found.peak().current()).isEqualTo(375.0);
    assertThat(found.hours().current()).isCloseTo(195_000 / 3600.0, within(1e-9));
    assertThat(found.airtime().current()).isEqualTo(0.25);
    assertThat(found.broadcasts().current()).isEqualTo(2.0);
    assertThat(found.current().whole().coverage()).isCloseTo(1000 / 1200.0, within(1e-9));
  }

  @Test
  void thePlatformIsAddedUpSlotBySlot() {
    var found = quarter(ScopeName.PLATFORM);
    assertThat(found.pairs())
        .extracting(pair -> pair.average().current())
        .containsExactly(100.0, 375.0, 300.0);
    assertThat(found.average().current()).isEqualTo(195_000 / 800.0);
    assertThat(found.peak().current()).isEqualTo(375.0);
    assertThat(found.airtime()).isEqualTo(new Change(null, null, null, null, Reason.NO_DATA));
  }

  @Test
  void whereNobodyWasLiveThereAreNoHoursAndNoAverage() {
    var found = quarter(B5);
    assertThat(found.hours().previous()).isEqualTo(0.0);
    assertThat(found.hours().reason()).isEqualTo(Reason.PREVIOUS_ZERO);
    assertThat(found.average().previous()).isNull();
    assertThat(found.average().reason()).isEqualTo(Reason.NO_DATA);
    assertThat(quarter(ScopeName.PLATFORM).hours().previous()).isNull(); // a gap
  }

  @Test
  void oneStreamsPeakIsTheHighestExactInstant() {
    var found = quarter(S11);
    assertThat(found.peak().current()).isEqualTo(180.0);
    assertThat(found.average().current()).isEqualTo(45_000 / 400.0);
    assertThat(found.current().whole().coverage()).isCloseTo(400 / 600.0, within(1e-9));
  }

  @Test
  void aRaidIsInTheStreamsPeakAndWithItsSecondsInAverages() {
    var hour = steps("2026-11-21T13:00", "2026-11-21T14:00", Duration.ofHours(1), ZoneOffset.UTC);
    var before = steps("2026-11-21T12:00", "2026-11-21T13:00", Duration.ofHours(1), ZoneOffset.UTC);
    var stream = compare(S13, hour, before);
    assertThat(stream.peak().current()).isEqualTo(1816.0);
    assertThat(stream.average().current()).isCloseTo(202.3, within(1e-9));
    assertThat(compare(B6, hour, before).peak().current()).isEqualTo(202.0); // of the slot
  }

  @Test
  void midnightOfSeoulPartsDays() {
    var found = saturday(ScopeName.PLATFORM);
    assertThat(found.hours().current()).isCloseTo(258_690 / 3600.0, within(1e-9));
    assertThat(found.hours().previous()).isCloseTo(9_999 / 3600.0, within(1e-9));
    // observed: 300 at midnight, 300, 200 of 300, 300, the raid's 300, none of the gap's
    assertThat(found.average().current()).isCloseTo(258_690 / 1400.0, within(1e-9));
    assertThat(found.peak().current()).isEqualTo(375.0);
    assertThat(found.airtime().current()).isEqualTo(0.5); // 900 s of b5 and 900 s of b6
    assertThat(found.broadcasts().current()).isEqualTo(3.0);
    // 1,600 of 2,100 s were observed
    assertThat(found.hours().rate()).isNull();
    assertThat(found.hours().reason()).isEqualTo(Reason.LOW_COVERAGE);
    assertThat(found.isFinal()).isTrue();
  }

  @Test
  void aDayOfUtcIsAddedUpOfSlots() {
    var utc =
        compare(
            ScopeName.PLATFORM,
            steps("2026-11-21T00:00", "2026-11-22T00:00", DAY, ZoneOffset.UTC),
            steps("2026-11-20T00:00", "2026-11-21T00:00", DAY, ZoneOffset.UTC));
    assertThat(utc.hours().current()).isCloseTo(265_689 / 3600.0, within(1e-9));
    assertThat(utc.hours().previous()).isCloseTo(12_999 / 3600.0, within(1e-9));
    assertThat(utc.uniques().reason()).isEqualTo(Reason.NO_DATA); // no business day
  }

  @Test
  void daysFromSumsAndFromHistoryAgree() {
    var byDay = saturday(B5).current().whole();
    var bySlot =
        compare(
                B5,
                steps("2026-11-20T15:00", "2026-11-21T15:00", Duration.ofHours(1), SEOUL),
                steps("2026-11-19T15:00", "2026-11-20T15:00", Duration.ofHours(1), SEOUL))
            .current()
            .whole();
    assertThat(byDay).isEqualTo(bySlot);
    assertThat(byDay).isEqualTo(new Figures(195_000, 1200, 1000, 800, 375L));
  }

  @Test
  void whoWatchedOnTwoDaysIsOneViewer() {
    assertThat(saturday(ScopeName.PLATFORM).current().uniques()).isEqualTo(Uniques.exact(4, 1));
    assertThat(saturday(ScopeName.PLATFORM).previous().uniques()).isEqualTo(Uniques.exact(2, 0));
    var both =
        compare(
            ScopeName.PLATFORM,
            steps("2026-11-19T15:00", "2026-11-21T15:00", DAY, SEOUL),
            steps("2026-11-17T15:00", "2026-11-19T15:00", DAY, SEOUL));
    assertThat(both.current().uniques()).isEqualTo(new Uniques(5L, 1L, "theta", 0.0));
    assertThat(both.previous().uniques()).isEqualTo(Uniques.UNKNOWN); // before anything was summed
    assertThat(both.broadcasts().current()).isNull(); // one was on in both
  }

  private Trends trends(ScopeName scope, String from, String to, ZoneId zone) {
    return got(database
            .stores
            .analytics()
            .trends(
                scope,
                new BusinessDay(LocalDate.parse(from)),
                new BusinessDay(LocalDate.parse(to)),
                zone))
        .orElseThrow();
  }

  @Test
  void trendsTellDaysHoursAndCategories() {
    var found = trends(ScopeName.PLATFORM, "2026-11-19", "2026-11-22", SEOUL);
    assertThat(found.days().get(0).hours()).isNull(); // never summed
    assertThat(found.days().get(1).hours()).isCloseTo(9_999 / 3600.0, within(1e-9));
    assertThat(found.days().get(2).average()).isCloseTo(258_690 / 1400.0, within(1e-9));
    assertThat(found.days().get(2).uniques()).isEqualTo(4);
    assertThat(found.days().get(2).mean7()).isNull();
    assertThat(found.slope().perDay()).isCloseTo((258_690 - 9_999) / 3600.0, within(1e-9));
    assertThat(found.slope().ratePerWeek())
        .isCloseTo(7 * (258_690 - 9_999) / ((258_690 + 9_999) / 2.0), within(1e-9));
    assertThat(found.shares())
        .containsExactly(
            new Share("music", "Music", 150_000 / 3600.0, 150_000 / 268_689.0),
            new Share("games", "Games", 118_689 / 3600.0, 118_689 / 268_689.0));
    assertThat(found.isFinal()).isFalse(); // the first day is not summed
    assertThat(trends(ScopeName.PLATFORM, "2026-11-20", "2026-11-22", SEOUL).isFinal()).isTrue();
  }

  @Test
  void theHeatMapIsByTheZonesClock() {
    var seoul = trends(ScopeName.PLATFORM, "2026-11-20", "2026-11-22", SEOUL).hours();
    var friday = seoul.heatMap().get(4);
    var saturday = seoul.heatMap().get(5);
    assertThat(friday.get(23)).isCloseTo(9_999 / 300.0, within(1e-9));
    assertThat(saturday.get(0)).isEqualTo(10.0);
    assertThat(saturday.get(21)).isEqualTo(195_000 / 800.0);
    assertThat(saturday.get(22)).isCloseTo(202.3, within(1e-9));
    assertThat(saturday.get(23)).isNull(); // live and not observed
    assertThat(saturday.get(12)).isNull();
    // 20 to 23 and 21 to 24 tie: the earlier
    assertThat(seoul.weekends()).isEqualTo(new PrimeTime(20, 23, 255_690 / 3600.0));
    assertThat(seoul.weekdays()).isEqualTo(new PrimeTime(21, 24, 9_999 / 3600.0));
    var utc = trends(B6, "2026-11-20", "2026-11-22", ZoneOffset.UTC).hours().heatMap();
    assertThat(utc.get(4).get(14)).isCloseTo(9_999 / 300.0, within(1e-9));
    assertThat(utc.get(4).get(15)).isEqualTo(10.0);
    assertThat(utc.get(5).get(13)).isCloseTo(202.3, within(1e-9));
  }

  @Test
  void sharesOfOthersAreOfThePlatformOrTheirOwn() {
    assertThat(trends(GAMES, "2026-11-20", "2026-11-22", SEOUL).shares())
        .containsExactly(new Share("games", "Games", 118_689 / 3600.0, 118_689 / 268_689.0));
    assertThat(trends(B5, "2026-11-20", "2026-11-22", SEOUL).shares())
        .containsExactly(
            new Share("music", "Music", 150_000 / 3600.0, 150_000 / 195_000.0),
            new Share("games", "Games", 45_000 / 3600.0, 45_000 / 195_000.0));
  }

  @Test
  void sumsAreThereForWhoReckonsWithThem() {
    var sums = database.stores.sums();
    var hours = steps("2026-11-21T11:00", "2026-11-21T14:00", Duration.ofHours(1), ZoneOffset.UTC);
    assertThat(got(sums.steps(GAMES, hours)).orElseThrow())
        .containsExactly(
            Figures.NOTHING,
            new Figures(45_000, 600, 400, 400, 150L), // 15,000 over 100 s of 12:05
            new Figures(60_690, 300, 300, 300, 202L));
    var first = new BusinessDay(LocalDate.parse("2026-11-20"));
    var byDay = Map.of("games", 108_690L, "music", 150_000L);
    assertThat(got(sums.categories(ScopeName.PLATFORM, first, first.plus(2))).orElseThrow())
        .isEqualTo(Map.of(first, Map.of("games", 9_999L), first.plus(1), byDay));
    assertThat(got(sums.categories(B6, first, first.plus(2))).orElseThrow())
        .isEqualTo(Map.of(first, Map.of("games", 9_999L), first.plus(1), Map.of("games", 63_690L)));
    assertThat(got(sums.summedTo())).isEqualTo("2026-11-21T15:05:00Z");
  }

  @Test
  void nobodyKnowsScopesThatNeverWere() {
    for (var scope : List.of("category:never", "broadcaster:never", "stream:never")) {
      var name = ScopeName.parse(scope).orElseThrow();
      var hour = steps("2026-11-21T13:00", "2026-11-21T14:00", FIVE, ZoneOffset.UTC);
      assertThat(got(database.stores.analytics().compare(name, hour, hour))).isEmpty();
      assertThat(got(database.stores.sums().steps(name, hour))).isEmpty();
    }
  }
}
