package headcount.audience;

import static headcount.audience.ReckonedDay.DAY;
import static headcount.audience.ReckonedDay.GAMES;
import static headcount.audience.ReckonedDay.MUSIC;
import static headcount.audience.ReckonedDay.at;
import static headcount.audience.ReckonedDay.onAir;
import static headcount.audience.ReckonedDay.sitting;
import static headcount.audience.ReckonedDay.step;
import static headcount.audience.ReckonedDay.watching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Who watched on a day, and where the sessions are filed. */
class DayViewersTest {
  private final ReckonedDay day = new ReckonedDay();

  @Test
  void aSlotBelongsToTheCategoryAtItsStart() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:15"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    one.step(step(1, "20:05", GAMES, 3_000, 10L));
    one.step(step(1, "20:10", MUSIC, 9_000, 30L));
    one.sitting(sitting(1, 1, "20:01", "20:02"));
    one.sitting(sitting(2, 1, "20:04", "20:12"));
    one.sitting(sitting(3, 1, "20:11", "20:14"));
    day.ended(one);
    assertThat(day.counted(Scope.Kind.CATEGORY, GAMES).viewerSeconds()).isEqualTo(6_000);
    assertThat(day.counted(Scope.Kind.CATEGORY, MUSIC).viewerSeconds()).isEqualTo(9_000);
    assertThat(day.counted(Scope.Kind.CATEGORY, GAMES).broadcasts()).isEqualTo(1);
    assertThat(day.counted(Scope.Kind.CATEGORY, MUSIC).broadcasts()).isEqualTo(1);
    assertThat(day.counted(Scope.Kind.PLATFORM, 0).broadcasts()).isEqualTo(1);
    assertThat(day.watched(Scope.Kind.CATEGORY, GAMES).uniques()).isEqualTo(2); // 1 and 2
    assertThat(day.watched(Scope.Kind.CATEGORY, MUSIC).uniques()).isEqualTo(2); // 2 and 3
    assertThat(day.watched(Scope.Kind.PLATFORM, 0).uniques()).isEqualTo(3); // uniques never add
    // a session belongs to where it began
    assertThat(day.watched(Scope.Kind.CATEGORY, GAMES).sessions()).isEqualTo(2);
    assertThat(day.watched(Scope.Kind.CATEGORY, MUSIC).sessions()).isEqualTo(1);
    assertThat(day.of(Scope.Kind.STREAM, 1).category()).isEqualTo(MUSIC); // watched longest
  }

  @Test
  void sessionsWithoutHistoryAreFiledWhereTheBroadcastWasListed() {
    var one = day.broadcaster(5);
    one.sitting(sitting(7, 1, "20:00", "20:10"));
    day.ended(one);
    assertThat(day.watched(Scope.Kind.CATEGORY, GAMES).uniques()).isEqualTo(1);
    assertThat(day.of(Scope.Kind.STREAM, 1).category()).isEqualTo(GAMES);
    assertThat(day.counted(Scope.Kind.STREAM, 1).broadcasts()).isZero();
    assertThat(day.counted(Scope.Kind.STREAM, 1).average()).isNull();
  }

  @Test
  void aSessionAcrossMidnightIsUniqueOnBothDaysAndTimeIsCutThere() {
    var midnight = DAY.start().toEpochMilli();
    var one = day.broadcaster(5, new OnAir(1, midnight - 3_600_000, midnight + 3_600_000));
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
    day.ended(one);
    var stream = day.watched(Scope.Kind.STREAM, 1);
    assertThat(stream.uniques()).isEqualTo(2); // 1 and 3
    assertThat(stream.sessions()).isEqualTo(1); // only 3 began today
    assertThat(watching(stream).medianSeconds()).isEqualTo(600);
  }

  @Test
  void anonymousAndNewViewersAreToldApart() {
    var one = day.broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(new Sitting(-3, true, true, 1, GAMES, at("20:00"), at("20:01"), false));
    one.sitting(new Sitting(-2, true, false, 1, GAMES, at("20:00"), at("20:01"), false));
    one.sitting(
        new Sitting(-1, false, true, 1, GAMES, at("20:00"), at("20:01"), false)); // a hashed name
    one.sitting(new Sitting(9, false, false, 1, GAMES, at("20:00"), at("20:01"), false));
    one.sitting(new Sitting(9, false, false, 1, GAMES, at("20:30"), at("20:31"), false));
    day.ended(one);
    for (var kind : Scope.Kind.values()) {
      var watched =
          day.watched(
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

  @Test
  void figuresOfSessionsAreMissingWhereTheyAreNotHeld() {
    var one = day.broadcaster(5, onAir(1, "20:00", "20:05"));
    one.step(step(1, "20:00", GAMES, 3_000, 10L));
    var all = new ArrayList<>(one.figures(false));
    all.addAll(day.totals.figures(false));
    assertThat(all).hasSize(4).allSatisfy(each -> assertThat(each.watched()).isNull());
  }
}
