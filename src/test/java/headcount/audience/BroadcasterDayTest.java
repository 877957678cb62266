package headcount.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import headcount.audience.DailyFigures.Counted;
import headcount.audience.DailyFigures.Watched;
import headcount.audience.DailyFigures.Watching;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The definitions, with numbers reckoned by hand. Times are those of Seoul, on the 21st. */
class BroadcasterDayTest {
  private static final BusinessDay DAY = new BusinessDay(LocalDate.of(2026, 11, 21));
  private static final long GAMES = 1;
  private static final long MUSIC = 2;

  private final DayTotals totals = new DayTotals(DAY, Duration.ofMinutes(5));
  private final List<DailyFigures> figures = new ArrayList<>();

  private static long at(String time) {
    return Instant.parse("2026-11-21T" + time + ":00+09:00").toEpochMilli();
  }

  private static OnAir onAir(long stream, String from, String to) {
    return new OnAir(stream, at(from), at(to));
  }

  private BroadcasterDay broadcaster(long key, OnAir... broadcasts) {
    return new BroadcasterDay(totals, key, List.of(broadcasts));
  }

  private void ended(BroadcasterDay... broadcasters) {
    for (var each : broadcasters) {
      figures.addAll(each.figures(true));
    }
    figures.addAll(totals.figures(true));
  }

  private DailyFigures of(Scope.Kind kind, long key) {
    return figures.stream()
        .filter(each -> each.scope().equals(new Scope(kind, key)))
        .findFirst()
        .orElseThrow();
  }

  private Counted counted(Scope.Kind kind, long key) {
    return of(kind, key).counted();
  }

  private Watched watched(Scope.Kind kind, long key) {
    return Objects.requireNonNull(of(kind, key).watched());
  }

  private static Watching watching(Watched watched) {
    return Objects.requireNonNull(watched.watching());
  }

  private static StoredStep step(
      long stream, String time, long category, long viewerSeconds, @Nullable Long peak) {
    return new StoredStep(stream, at(time), category, viewerSeconds, peak, 300, 300, 0);
  }

  private static Sitting sitting(long viewer, long stream, String from, String until) {
    return new Sitting(viewer, viewer < 0, false, stream, GAMES, at(from), at(until), false);
  }

  @Test
  void hoursAverageAndCoverageWeighBySeconds() {
    var one = broadcaster(5, onAir(1, "20:00", "20:15"));
    one.step(new StoredStep(1, at("20:00"), GAMES, 30_000, 120L, 300, 300, 0)); // 100 on average
    // stale for 200 of 300 s: a gap, not zeros
    one.step(new StoredStep(1, at("20:05"), GAMES, 5_000, 60L, 300, 100, 0)); // 50 on average
    // 240 s of it recovering: in the average, never in the peak
    one.step(new StoredStep(1, at("20:10"), GAMES, 90_000, 110L, 300, 300, 240));
    ended(one);
    var stream = counted(Scope.Kind.STREAM, 1);
    assertThat(stream.hoursWatched()).isCloseTo(125_000 / 3600.0, within(1e-9)); // 34.72
    assertThat(stream.average())
        .isCloseTo(125_000 / 700.0, within(1e-9)); // 178.57, no mean of means (150)
    assertThat(stream.coverage()).isCloseTo(700 / 900.0, within(1e-9));
    assertThat(stream.recoveringSeconds()).isEqualTo(240);
    assertThat(stream.peak()).isEqualTo(120);
    assertThat(stream.peakAt()).isEqualTo(Instant.ofEpochMilli(at("20:00")));
    assertThat(stream.broadcasts()).isEqualTo(1);
  }

  @Test
  void aStepThatWasNeverExactMakesNoPeak() {
    var one = broadcaster(5, onAir(1, "20:00", "20:10"));
    one.step(new StoredStep(1, at("20:00"), GAMES, 300_000, null, 300, 300, 300));
    one.step(new StoredStep(1, at("20:05"), GAMES, 3_000, 11L, 300, 300, 0));
    ended(one);
    assertThat(counted(Scope.Kind.STREAM, 1).peak()).isEqualTo(11);
    // a sum's peak is the average of a slot, and recovering counts in the average
    assertThat(counted(Scope.Kind.BROADCASTER, 5).peak()).isEqualTo(1000);
  }

  @Test
  void whatWasOnlyStaleIsAGap() {
    var one = broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(new StoredStep(1, at("20:00"), GAMES, 0, null, 300, 0, 0));
    ended(one);
    var counted = counted(Scope.Kind.BROADCASTER, 5);
    assertThat(counted.average()).isNull();
    assertThat(counted.averageOnAir()).isNull();
    assertThat(counted.coverage()).isEqualTo(0.0);
    assertThat(counted.peakAt()).isNull();
    assertThat(counted.airtimeSeconds()).isEqualTo(300);
    assertThat(counted(Scope.Kind.PLATFORM, 0).peakAt()).isNull();
  }

  @Test
  void broadcastsAtTheSameTimeCountOnceInAirtime() {
    // 20:00 to 20:10 and 20:05 to 20:15: 15 minutes on the air, 20 minutes live
    var one = broadcaster(5, onAir(1, "20:00", "20:10"), onAir(2, "20:05", "20:15"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    one.step(step(1, "20:05", GAMES, 6_000, 20L));
    one.step(step(2, "20:05", GAMES, 9_000, 30L));
    one.step(step(2, "20:10", GAMES, 12_000, 40L));
    ended(one);
    var counted = counted(Scope.Kind.BROADCASTER, 5);
    assertThat(counted.airtimeSeconds()).isEqualTo(900);
    assertThat(counted.liveSeconds()).isEqualTo(1200);
    assertThat(counted.averageOnAir()).isCloseTo(30_000 / 900.0, within(1e-9)); // 33.3
    assertThat(counted.average()).isCloseTo(30_000 / 1200.0, within(1e-9)); // 25 a broadcast
    // 15,000 viewer seconds in the 300 s from 20:05: 50 at once, though no stream had more than 40
    assertThat(counted.peak()).isEqualTo(50);
    assertThat(counted.peakAt()).isEqualTo(Instant.ofEpochMilli(at("20:05")));
    assertThat(counted.broadcasts()).isEqualTo(2);
  }

  @Test
  void airtimeOfDifferentBroadcastersAdds() {
    var one = broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    var other = broadcaster(6, onAir(2, "20:00", "20:05"));
    other.step(step(2, "20:00", MUSIC, 6_000, 20L));
    ended(one, other);
    assertThat(counted(Scope.Kind.PLATFORM, 0).airtimeSeconds()).isEqualTo(600);
    assertThat(counted(Scope.Kind.PLATFORM, 0).peak()).isEqualTo(30); // 9,000 / 300
    assertThat(counted(Scope.Kind.PLATFORM, 0).broadcasts()).isEqualTo(2);
    assertThat(counted(Scope.Kind.CATEGORY, GAMES).airtimeSeconds()).isEqualTo(300);
    assertThat(counted(Scope.Kind.CATEGORY, MUSIC).peak()).isEqualTo(20);
  }

  @Test
  void aRaidShowsInTheExactPeakAndOnlyInPartInASlotsAverage() {
    // 23 viewers for 200 s, 1,816 for the last 100 s
    var one = broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 23 * 200 + 1816 * 100, 1816L));
    ended(one);
    assertThat(counted(Scope.Kind.STREAM, 1).peak()).isEqualTo(1816);
    assertThat(counted(Scope.Kind.BROADCASTER, 5).peak()).isEqualTo(621); // 186,200 / 300 = 620.67
  }

  @Test
  void aSlotBelongsToTheCategoryAtItsStart() {
    var one = broadcaster(5, onAir(1, "20:00", "20:15"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    one.step(step(1, "20:05", GAMES, 3_000, 10L));
    one.step(step(1, "20:10", MUSIC, 9_000, 30L));
    one.sitting(sitting(1, 1, "20:01", "20:02"));
    one.sitting(sitting(2, 1, "20:04", "20:12"));
    one.sitting(sitting(3, 1, "20:11", "20:14"));
    ended(one);
    assertThat(counted(Scope.Kind.CATEGORY, GAMES).viewerSeconds()).isEqualTo(6_000);
    assertThat(counted(Scope.Kind.CATEGORY, MUSIC).viewerSeconds()).isEqualTo(9_000);
    assertThat(counted(Scope.Kind.CATEGORY, GAMES).broadcasts()).isEqualTo(1);
    assertThat(counted(Scope.Kind.CATEGORY, MUSIC).broadcasts()).isEqualTo(1);
    assertThat(counted(Scope.Kind.PLATFORM, 0).broadcasts()).isEqualTo(1);
    assertThat(watched(Scope.Kind.CATEGORY, GAMES).uniques()).isEqualTo(2); // 1 and 2
    assertThat(watched(Scope.Kind.CATEGORY, MUSIC).uniques()).isEqualTo(2); // 2 and 3
    assertThat(watched(Scope.Kind.PLATFORM, 0).uniques()).isEqualTo(3); // uniques never add
    // a session belongs to where it began
    assertThat(watched(Scope.Kind.CATEGORY, GAMES).sessions()).isEqualTo(2);
    assertThat(watched(Scope.Kind.CATEGORY, MUSIC).sessions()).isEqualTo(1);
    assertThat(of(Scope.Kind.STREAM, 1).category()).isEqualTo(MUSIC); // watched longest
  }

  @Test
  void overlappingTabsAreOneViewerAndTimeCountsOnce() {
    var one = broadcaster(5, onAir(1, "20:00", "21:00"), onAir(2, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.step(step(2, "20:00", GAMES, 300, 1L));
    // two tabs of one stream, 20:00-20:10 and 20:05-20:20, and the other stream 20:15-20:25
    one.sitting(sitting(7, 1, "20:00", "20:10"));
    one.sitting(sitting(7, 1, "20:05", "20:20"));
    one.sitting(sitting(7, 2, "20:15", "20:25"));
    ended(one);
    assertThat(watched(Scope.Kind.STREAM, 1).uniques()).isEqualTo(1);
    assertThat(watching(watched(Scope.Kind.STREAM, 1)).medianSeconds()).isEqualTo(1200);
    assertThat(watching(watched(Scope.Kind.STREAM, 2)).medianSeconds()).isEqualTo(600);
    assertThat(watching(watched(Scope.Kind.BROADCASTER, 5)).medianSeconds()).isEqualTo(1500);
    assertThat(watched(Scope.Kind.BROADCASTER, 5).uniques()).isEqualTo(1);
    assertThat(watched(Scope.Kind.BROADCASTER, 5).sessions()).isEqualTo(3);
    assertThat(watched(Scope.Kind.PLATFORM, 0).uniques()).isEqualTo(1);
  }

  @Test
  void aPauseIsNotWatched() {
    var one = broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(sitting(7, 1, "20:00", "20:10"));
    one.sitting(sitting(7, 1, "20:11", "20:20")); // a minute later
    ended(one);
    assertThat(watching(watched(Scope.Kind.STREAM, 1)).medianSeconds()).isEqualTo(19 * 60);
  }

  @Test
  void aPauseOfAMinuteBelongsToItsEpisodeAndALongerOneEndsIt() {
    var one = broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(sitting(7, 1, "20:00", "20:06"));
    one.sitting(sitting(7, 1, "20:02", "20:04")); // a second tab
    one.sitting(sitting(7, 1, "20:07", "20:13")); // a minute later: 12 minutes in all
    one.sitting(sitting(7, 1, "20:15", "20:18"));
    ended(one);
    var watching = watching(watched(Scope.Kind.STREAM, 1));
    assertThat(watching.seconds()).isEqualTo(15 * 60);
    assertThat(watching.retention().episodes()).isEqualTo(2);
    // of 12 and 3 minutes
    assertThat(watching.retention().shares())
        .containsExactly(1.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void theEndOfTheBroadcastAndOfTheDayCutEpisodes() {
    var one = broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    var midnight = DAY.start().toEpochMilli();
    one.sitting(new Sitting(1, false, false, 1, GAMES, midnight - 1, midnight + 9_000, false));
    one.sitting(new Sitting(2, false, false, 1, GAMES, at("20:00"), at("20:07"), true));
    one.sitting(
        new Sitting(
            3, false, false, 1, GAMES, at("23:48"), DAY.end().toEpochMilli() + 900_000, false));
    ended(one);
    var retention = watching(watched(Scope.Kind.BROADCASTER, 5)).retention();
    assertThat(retention.episodes()).as("one began the day before").isEqualTo(2);
    assertThat(retention.shares())
        .containsExactly(1.0, 1.0, 1.0, null, null, null, null, null, null);
  }

  @Test
  void theMedianIsReachedByHalfOfTheViewers() {
    var one = broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(sitting(1, 1, "20:00", "20:50"));
    one.sitting(sitting(2, 1, "20:00", "20:01"));
    one.sitting(sitting(3, 1, "20:00", "20:02"));
    one.sitting(sitting(4, 1, "20:00", "20:10"));
    ended(one);
    assertThat(watching(watched(Scope.Kind.STREAM, 1)).medianSeconds())
        .isEqualTo(120); // 60 120 600 3000
    assertThat(watched(Scope.Kind.PLATFORM, 0).watching()).isNull();
  }

  @Test
  void aSessionAcrossMidnightIsUniqueOnBothDaysAndTimeIsCutThere() {
    var midnight = DAY.start().toEpochMilli();
    var one = broadcaster(5, new OnAir(1, midnight - 3_600_000, midnight + 3_600_000));
    one.step(step(1, "00:00", GAMES, 300, 2L));
    // yesterday 23:50 to 00:10, and one that ended at midnight to the millisecond
    one.sitting(
        new Sitting(1, false, false, 1, GAMES, midnight - 600_000, midnight + 600_000, false));
    one.sitting(new Sitting(2, false, false, 1, GAMES, midnight - 600_000, midnight, false));
    // 23:50 today into tomorrow, and one that begins with tomorrow
    one.sitting(
        new Sitting(
            3, false, false, 1, GAMES, at("23:50"), DAY.end().toEpochMilli() + 600_000, false));
    one.sitting(
        new Sitting(
            4,
            false,
            false,
            1,
            GAMES,
            DAY.end().toEpochMilli(),
            DAY.end().toEpochMilli() + 1,
            false));
    ended(one);
    var stream = watched(Scope.Kind.STREAM, 1);
    assertThat(stream.uniques()).isEqualTo(2); // 1 and 3
    assertThat(stream.sessions()).isEqualTo(1); // only 3 began today
    assertThat(watching(stream).medianSeconds()).isEqualTo(600);
  }

  @Test
  void anonymousAndNewViewersAreToldApart() {
    var one = broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(new Sitting(-3, true, true, 1, GAMES, at("20:00"), at("20:01"), false));
    one.sitting(new Sitting(-2, true, false, 1, GAMES, at("20:00"), at("20:01"), false));
    one.sitting(
        new Sitting(-1, false, true, 1, GAMES, at("20:00"), at("20:01"), false)); // a hashed name
    one.sitting(new Sitting(9, false, false, 1, GAMES, at("20:00"), at("20:01"), false));
    one.sitting(new Sitting(9, false, false, 1, GAMES, at("20:30"), at("20:31"), false));
    ended(one);
    for (var kind : Scope.Kind.values()) {
      var watched =
          watched(
              kind,
              switch (kind) {
                case PLATFORM -> 0;
                case CATEGORY, STREAM -> 1;
                case BROADCASTER -> 5;
              });
      assertThat(watched.uniques()).as("%s", kind).isEqualTo(4);
      assertThat(watched.anonymous()).isEqualTo(2);
      assertThat(watched.fresh()).isEqualTo(2);
      assertThat(watched.sessions()).isEqualTo(5);
      assertThat(watched.viewers().estimate()).isEqualTo(4);
      assertThat(watched.anonymousViewers().estimate()).isEqualTo(2);
    }
  }

  /** A last step of less than half a second rounds to no time at all, its viewers do not. */
  @Test
  void viewerSecondsOfNoWholeSecondCount() {
    var one = broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 30_000, 120L));
    one.step(new StoredStep(1, at("20:05"), GAMES, 2_000, null, 0, 0, 0));
    ended(one);
    for (var kind : List.of(Scope.Kind.PLATFORM, Scope.Kind.CATEGORY, Scope.Kind.BROADCASTER)) {
      var counted =
          counted(kind, kind == Scope.Kind.PLATFORM ? 0 : kind == Scope.Kind.CATEGORY ? GAMES : 5);
      assertThat(counted.viewerSeconds()).as("%s", kind).isEqualTo(32_000);
      assertThat(counted.hours().get(20).viewerSeconds()).isEqualTo(32_000);
      assertThat(counted.peak()).isEqualTo(100);
    }
  }

  /** Of slots whose averages are the same number of viewers the first is the highest. */
  @Test
  void theHighestSlotIsTheFirstOfEqualOnes() {
    var one = broadcaster(5, onAir(1, "20:00", "20:10"));
    one.step(step(1, "20:00", GAMES, 3_000, 12L)); // 10.0
    one.step(step(1, "20:05", GAMES, 3_120, 12L)); // 10.4
    ended(one);
    for (var kind : List.of(Scope.Kind.PLATFORM, Scope.Kind.BROADCASTER)) {
      var counted = counted(kind, kind == Scope.Kind.PLATFORM ? 0 : 5);
      assertThat(counted.peak()).isEqualTo(10);
      assertThat(counted.peakAt()).isEqualTo(Instant.ofEpochMilli(at("20:00")));
    }
  }

  @Test
  void hoursOfTheDayAreThoseOfSeoul() {
    var one = broadcaster(5, onAir(1, "00:00", "23:59"));
    one.step(step(1, "00:00", GAMES, 100, 1L));
    one.step(step(1, "00:55", GAMES, 10, 1L));
    one.step(step(1, "22:00", GAMES, 7_000, 1L));
    one.step(step(1, "23:55", GAMES, 500, 1L));
    ended(one);
    for (var counted :
        List.of(counted(Scope.Kind.PLATFORM, 0), counted(Scope.Kind.BROADCASTER, 5))) {
      var hours = counted.hours();
      assertThat(hours).hasSize(24);
      assertThat(hours.get(0).viewerSeconds()).isEqualTo(110);
      assertThat(hours.get(1)).isEqualTo(Figures.NOTHING);
      assertThat(hours.get(22).viewerSeconds()).isEqualTo(7_000);
      assertThat(hours.get(22).averageSeconds()).isEqualTo(300);
      assertThat(hours.get(22).peak()).isEqualTo(23); // 7,000 s in 300
      assertThat(hours.get(23).viewerSeconds()).isEqualTo(500);
      assertThat(hours.stream().mapToLong(Figures::viewerSeconds).sum()).isEqualTo(7_610);
    }
  }

  @Test
  void sessionsWithoutHistoryAreFiledWhereTheBroadcastWasListed() {
    var one = broadcaster(5);
    one.sitting(sitting(7, 1, "20:00", "20:10"));
    ended(one);
    assertThat(watched(Scope.Kind.CATEGORY, GAMES).uniques()).isEqualTo(1);
    assertThat(of(Scope.Kind.STREAM, 1).category()).isEqualTo(GAMES);
    assertThat(counted(Scope.Kind.STREAM, 1).broadcasts()).isZero();
    assertThat(counted(Scope.Kind.STREAM, 1).average()).isNull();
  }

  @Test
  void stepsShorterThanASlotAreGathered() {
    var one = broadcaster(5, onAir(1, "20:00", "20:05"));
    for (int i = 0; i < 30; i++) {
      one.step(new StoredStep(1, at("20:00") + i * 10_000L, GAMES, i * 10L, (long) i, 10, 10, 0));
    }
    ended(one);
    var counted = counted(Scope.Kind.BROADCASTER, 5);
    assertThat(counted.airtimeSeconds()).isEqualTo(300);
    assertThat(counted.peak()).isEqualTo(15); // 4,350 / 300 = 14.5
    assertThat(counted(Scope.Kind.STREAM, 1).peak()).isEqualTo(29);
    assertThat(counted(Scope.Kind.STREAM, 1).peakAt()).isEqualTo(Instant.ofEpochMilli(at("20:00")));
  }

  @Test
  void figuresOfSessionsAreMissingWhereTheyAreNotHeld() {
    var one = broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    var all = new ArrayList<>(one.figures(false));
    all.addAll(totals.figures(false));
    assertThat(all).hasSize(4).allSatisfy(each -> assertThat(each.watched()).isNull());
  }
}
