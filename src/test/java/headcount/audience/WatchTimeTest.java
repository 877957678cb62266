package headcount.audience;

import static headcount.audience.ReckonedDay.DAY;
import static headcount.audience.ReckonedDay.GAMES;
import static headcount.audience.ReckonedDay.at;
import static headcount.audience.ReckonedDay.onAir;
import static headcount.audience.ReckonedDay.sitting;
import static headcount.audience.ReckonedDay.step;
import static headcount.audience.ReckonedDay.watching;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long viewers of a day watched, and how long they stayed. */
class WatchTimeTest {
  private final ReckonedDay day = new ReckonedDay();

  @Test
  void overlappingTabsAreOneViewerAndTimeCountsOnce() {
    var one = day.broadcaster(5, onAir(1, "20:00", "21:00"), onAir(2, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.step(step(2, "20:00", GAMES, 300, 1L));
    // two tabs of one stream, 20:00-20:10 and 20:05-20:20, and the other stream 20:15-20:25
    one.sitting(sitting(7, 1, "20:00", "20:10"));
    one.sitting(sitting(7, 1, "20:05", "20:20"));
    one.sitting(sitting(7, 2, "20:15", "20:25"));
    day.ended(one);
    assertThat(day.watched(Scope.Kind.STREAM, 1).uniques()).isEqualTo(1);
    assertThat(watching(day.watched(Scope.Kind.STREAM, 1)).medianSeconds()).isEqualTo(1200);
    assertThat(watching(day.watched(Scope.Kind.STREAM, 2)).medianSeconds()).isEqualTo(600);
    assertThat(watching(day.watched(Scope.Kind.BROADCASTER, 5)).medianSeconds()).isEqualTo(1500);
    assertThat(day.watched(Scope.Kind.BROADCASTER, 5).uniques()).isEqualTo(1);
    assertThat(day.watched(Scope.Kind.BROADCASTER, 5).sessions()).isEqualTo(3);
    assertThat(day.watched(Scope.Kind.PLATFORM, 0).uniques()).isEqualTo(1);
  }

  @Test
  void aPauseIsNotWatched() {
    var one = day.broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(sitting(7, 1, "20:00", "20:10"));
    one.sitting(sitting(7, 1, "20:11", "20:20")); // a minute later
    day.ended(one);
    assertThat(watching(day.watched(Scope.Kind.STREAM, 1)).medianSeconds()).isEqualTo(19 * 60);
  }

  @Test
  void aPauseOfAMinuteBelongsToItsEpisodeAndALongerOneEndsIt() {
    var one = day.broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(sitting(7, 1, "20:00", "20:06"));
    one.sitting(sitting(7, 1, "20:02", "20:04")); // a second tab
    one.sitting(sitting(7, 1, "20:07", "20:13")); // a minute later: 12 minutes in all
    one.sitting(sitting(7, 1, "20:15", "20:18"));
    day.ended(one);
    var watching = watching(day.watched(Scope.Kind.STREAM, 1));
    assertThat(watching.seconds()).isEqualTo(15 * 60);
    assertThat(watching.retention().episodes()).isEqualTo(2);
    // of 12 and 3 minutes
    assertThat(watching.retention().shares())
        .containsExactly(1.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void theEndOfTheBroadcastAndOfTheDayCutEpisodes() {
    var one = day.broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    var midnight = DAY.start().toEpochMilli();
    one.sitting(new Sitting(1, false, false, 1, GAMES, midnight - 1, midnight + 9_000, false));
    one.sitting(new Sitting(2, false, false, 1, GAMES, at("20:00"), at("20:07"), true));
    one.sitting(
        new Sitting(
            3, false, false, 1, GAMES, at("23:48"), DAY.end().toEpochMilli() + 900_000, false));
    day.ended(one);
    var retention = watching(day.watched(Scope.Kind.BROADCASTER, 5)).retention();
    assertThat(retention.episodes()).as("one began the day before").isEqualTo(2);
    assertThat(retention.shares())
        .containsExactly(1.0, 1.0, 1.0, null, null, null, null, null, null);
  }

  @Test
  void theMedianIsReachedByHalfOfTheViewers() {
    var one = day.broadcaster(5, onAir(1, "20:00", "21:00"));
    one.step(step(1, "20:00", GAMES, 300, 1L));
    one.sitting(sitting(1, 1, "20:00", "20:50"));
    one.sitting(sitting(2, 1, "20:00", "20:01"));
    one.sitting(sitting(3, 1, "20:00", "20:02"));
    one.sitting(sitting(4, 1, "20:00", "20:10"));
    day.ended(one);
    assertThat(watching(day.watched(Scope.Kind.STREAM, 1)).medianSeconds())
        .isEqualTo(120); // 60 120 600 3000
    assertThat(day.watched(Scope.Kind.PLATFORM, 0).watching()).isNull();
  }
}
