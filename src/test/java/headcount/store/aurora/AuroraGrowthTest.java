package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.BusinessDay;
import headcount.audience.Change;
import headcount.audience.Change.Reason;
import headcount.audience.DailyStatistics.Page;
import headcount.audience.DailyStatistics.Question;
import headcount.audience.DailyStatistics.Sort;
import headcount.audience.DaySums.Metric;
import headcount.audience.Growth;
import headcount.audience.Growth.Mover;
import headcount.audience.Rankings.CursorExpired;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two weeks that end with 2026-11-21, as they were summed; growth reckoned by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuroraGrowthTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final LocalDate LAST = LocalDate.parse("2026-11-21");
  private static final int ALL_OF_IT = 3600;

  private AuroraFixture database;

  @BeforeAll
  void twoWeeks() throws Exception {
    database = AuroraFixture.at(NOW);
    database.run("INSERT INTO categories VALUES (1, 'games', 'Games'), (2, 'music', 'Music')");
    for (var key : List.of(5, 6, 7, 8, 9)) {
      database.run("INSERT INTO broadcasters VALUES (%d, 'b%d', 'B%d')".formatted(key, key, key));
    }
    week(0, 0, 36_000, 45_000, ALL_OF_IT);
    week(1, 1, 36_000, 36_000, ALL_OF_IT);
    week(2, 5, 720_000, 1_080_000, ALL_OF_IT); // rose by half
    week(2, 6, 720_000, 360_000, ALL_OF_IT); // fell by half
    week(2, 7, 720_000, 1_800_000, 1800); // half of it observed
    week(2, 8, 36_000, 72_000, ALL_OF_IT); // 70 hours in the week before
    week(2, 9, 0, 360_000, ALL_OF_IT); // new
    try (var connection = database.connection()) {
      for (var scope : Scope.Kind.values()) {
        DayRows.weeks(connection, new BusinessDay(LAST), scope.code());
      }
    }
  }

  @AfterAll
  void close() {
    database.close();
  }

  /** Days of an hour on the air; those with nothing are left out. */
  private void week(int scope, int key, long before, long later, int observed) {
    for (int i = 0; i < 14; i++) {
      var seconds = i < 7 ? later : before;
      if (seconds > 0) {
        database.run(
            ("INSERT INTO daily_statistics (day, scope, scope_key, category_key, broadcaster_key,"
                    + " viewer_seconds, live_s, observed_s, recovering_s, airtime_s, average_s,"
                    + " peak, peak_at, broadcasts, final, computed_at, sessions, uniques,"
                    + " uniques_anonymous, viewer_seconds_7d, viewer_seconds_prev_7d)"
                    + " VALUES ('%s', %d, %d, %d, %d, %d, 3600, %d, 0, 7200, %d,"
                    + " 9, '2026-11-01 00:00:00', 1, 1, '2026-11-21 23:00:00', 3, 2, 1, 0, 0)")
                .formatted(
                    LAST.minusDays(i),
                    scope,
                    key,
                    scope == 0 ? 0 : key == 6 ? 2 : 1,
                    scope == 2 ? key : 0,
                    seconds,
                    i < 7 ? observed : ALL_OF_IT,
                    i < 7 ? observed : ALL_OF_IT));
      }
    }
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private Growth growth(String scope, Metric metric, int days) {
    var name = ScopeName.parse(scope).orElseThrow();
    return got(database.stores.analytics().growth(name, metric, days)).orElseThrow();
  }

  @Test
  void aWeekIsComparedWithTheWeekBefore() {
    var hours = growth("platform", Metric.HOURS, 7);
    // 7 days of 12.5 hours against 7 of 10
    assertThat(hours.change()).isEqualTo(new Change(87.5, 70.0, 17.5, 0.25, null));
    assertThat(hours.current().from().date()).isEqualTo("2026-11-15");
    assertThat(hours.current().to().date()).isEqualTo("2026-11-22");
    assertThat(hours.previous().from().date()).isEqualTo("2026-11-08");
    var average = growth("platform", Metric.AVERAGE, 7).change();
    assertThat(average).isEqualTo(new Change(12.5, 10.0, 2.5, 0.25, null));
    var airtime = growth("platform", Metric.AIRTIME, 7).change();
    assertThat(airtime).isEqualTo(new Change(14.0, 14.0, 0.0, 0.0, null));
  }

  @Test
  void thereIsNoRateWithoutAReason() {
    assertThat(growth("broadcaster:b9", Metric.HOURS, 7).change().reason())
        .isEqualTo(Reason.PREVIOUS_ZERO);
    assertThat(growth("broadcaster:b7", Metric.HOURS, 7).change().reason())
        .isEqualTo(Reason.LOW_COVERAGE);
    // four weeks before are not summed
    assertThat(growth("platform", Metric.HOURS, 28).change().reason()).isEqualTo(Reason.NO_DATA);
    // there are no sketches of these days
    assertThat(growth("platform", Metric.UNIQUES, 7).change().reason()).isEqualTo(Reason.NO_DATA);
  }

  @Test
  void moversHaveAThousandHoursAndWereObserved() {
    var found = growth("platform", Metric.HOURS, 7);
    assertThat(found.risers()).extracting(AuroraGrowthTest::shown).containsExactly("b5 B5 0.5");
    assertThat(found.fallers()).extracting(AuroraGrowthTest::shown).containsExactly("b6 B6 -0.5");
    var games = growth("category:games", Metric.HOURS, 7);
    assertThat(games.risers()).extracting(AuroraGrowthTest::shown).containsExactly("b5 B5 0.5");
    assertThat(games.fallers()).isEmpty();
    assertThat(growth("broadcaster:b5", Metric.HOURS, 7).risers()).isEmpty();
  }

  private static String shown(Mover mover) {
    return mover.scope().id() + " " + mover.title() + " " + mover.change().rate();
  }

  private Page page(Sort sort, int limit, @Nullable String cursor) {
    return got(
        database
            .stores
            .dailyStatistics()
            .top(new Question(null, Scope.Kind.BROADCASTER, sort, limit, cursor)));
  }

  private static List<String> places(Page page) {
    return page.items().stream()
        .map(item -> item.rank() + " " + item.scope().id() + " " + item.growth().rate())
        .toList();
  }

  @Test
  void pagesOfADayNeitherRepeatNorSkip() {
    var first = page(Sort.HOURS, 2, null);
    assertThat(first.day()).isEqualTo(new BusinessDay(LAST));
    assertThat(places(first)).containsExactly("1 b7 null", "2 b5 0.5");
    assertThat(first.items().get(1).day().figures().average()).isEqualTo(300.0);
    assertThat(first.items().get(1).category()).isEqualTo("games");
    var second = page(Sort.HOURS, 2, first.next());
    // 6 and 9 have the same hours
    assertThat(places(second)).containsExactly("3 b6 -0.5", "4 b9 null");
    var third = page(Sort.HOURS, 2, second.next());
    assertThat(places(third)).containsExactly("5 b8 1.0");
    assertThat(third.next()).isNull();
    assertThat(page(Sort.HOURS, 5, null).next()).isNull();
  }

  @Test
  void growthIsAmongThoseWithAThousandHours() {
    var first = page(Sort.GROWTH, 2, null);
    assertThat(places(first)).containsExactly("1 b7 null", "2 b5 0.5");
    assertThat(places(page(Sort.GROWTH, 2, first.next()))).containsExactly("3 b6 -0.5");
  }

  @Test
  void cursorsOfOtherListsAreRefused() {
    var cursor = page(Sort.HOURS, 2, null).next();
    for (var wrong :
        List.of("", "nonsense", cursor + "A", String.valueOf(page(Sort.GROWTH, 2, null).next()))) {
      assertThatThrownBy(() -> page(Sort.HOURS, 2, wrong))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(CursorExpired.class);
    }
  }

  private Page days(String scope, String from, String to, int limit, @Nullable String cursor) {
    return got(database
            .stores
            .dailyStatistics()
            .ofScope(
                ScopeName.parse(scope).orElseThrow(),
                new BusinessDay(LocalDate.parse(from)),
                new BusinessDay(LocalDate.parse(to)),
                limit,
                cursor))
        .orElseThrow();
  }

  @Test
  void aScopesDaysComeInOrderAndByPages() {
    var first = days("broadcaster:b5", "2026-11-19", "2026-11-22", 2, null);
    assertThat(first.items())
        .extracting(item -> item.day().day().toString())
        .containsExactly("2026-11-19", "2026-11-20");
    assertThat(first.items().getFirst().growth().reason()).isEqualTo(Reason.NO_DATA);
    var second = days("broadcaster:b5", "2026-11-19", "2026-11-22", 2, first.next());
    assertThat(second.items())
        .extracting(item -> item.day().day().toString())
        .containsExactly("2026-11-21");
    assertThat(second.items().getFirst().growth().rate()).isCloseTo(0.5, within(1e-9));
    assertThat(second.next()).isNull();
  }

  @Test
  void whatIsNotSummedIsEmpty() {
    var none =
        got(
            database
                .stores
                .dailyStatistics()
                .top(
                    new Question(
                        new BusinessDay(LAST.plusDays(1)),
                        Scope.Kind.STREAM,
                        Sort.HOURS,
                        10,
                        null)));
    assertThat(none.items()).isEmpty();
    assertThat(none.asOf()).isNull();
    assertThat(none.isFinal()).isFalse();
  }

  @Test
  void howLongViewersStayedIsToldAsItWasSummed() {
    database.run(
        "UPDATE daily_statistics SET watched_s = 900, episodes = 4,"
            + " retention = '[1, 0.75, null, null, null, null, null, null, null]'"
            + " WHERE scope = 2 AND scope_key = 5 AND day = '2026-11-20'");
    var items = days("broadcaster:b5", "2026-11-20", "2026-11-22", 9, null).items();
    var summed = Objects.requireNonNull(items.getFirst().day().seen());
    assertThat(summed.meanSeconds()).isEqualTo(450.0); // two viewers
    var retention = Objects.requireNonNull(summed.retention());
    assertThat(retention.episodes()).isEqualTo(4);
    assertThat(retention.shares()).startsWith(1.0, 0.75, null).hasSize(9);
    var before = Objects.requireNonNull(items.getLast().day().seen());
    assertThat(before.meanSeconds()).as("summed before that was kept").isNull();
    assertThat(before.retention()).isNull();
  }
}
