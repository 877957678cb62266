package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShareTest {
  private static final Offset<Double> NEAR = within(1e-9);

  private final Course course = new Course(1_000);
  private final Reading reading = new Reading(3);

  @Test
  void lowestIsOfThoseOwedAndHighestOfThoseHeld() {
    course.add(1, new int[] {100, 0, 0}, new int[] {120, 0, 0});
    reading.say(0, 90);
    reading.say(0, 126);
    var share = share(50).orElseThrow();
    assertThat(share.lowest().percent()).isCloseTo(90, NEAR);
    assertThat(share.highest().percent()).isCloseTo(105, NEAR);
  }

  @Test
  void smallStreamIsJudgedWithinTheSumOnly() {
    course.add(1, new int[] {1_000, 10, 0}, new int[] {1_000, 10, 0});
    reading.say(0, 1_000);
    reading.say(1, 0);
    var share = share(100).orElseThrow();
    assertThat(share.lowest().stream()).isEqualTo(Share.ALL);
    assertThat(share.lowest().percent()).isCloseTo(100_000.0 / 1_010, NEAR);
    assertThat(share(2_000)).isEmpty();
    assertThat(share(10).orElseThrow().lowest().stream()).isEqualTo(1);
  }

  @Test
  void streamOfWhichNothingWasSaidIsNotMissed() {
    course.add(1, new int[] {100, 900, 0}, new int[] {100, 900, 0});
    reading.say(0, 100);
    assertThat(share(50).orElseThrow().lowest().percent()).isCloseTo(100, NEAR);
  }

  @Test
  void worstTakesEachEndByItself() {
    var one = new Share(part(95), part(100));
    var other = new Share(part(99), part(103));
    assertThat(Share.worst(Optional.of(one), Optional.of(other)))
        .contains(new Share(part(95), part(103)));
    assertThat(Share.worst(Optional.empty(), Optional.of(one))).contains(one);
  }

  @Test
  void countOnTheWayBeyondWhatIsJudgedIsNotClean() {
    var samples = List.of(sample(0, 100, 100), sample(5, 98.5, 100), sample(60, 100, 101.5));
    assertThat(OverTime.of(samples, tolerance(2, 2)).clean()).isTrue();
    assertThat(OverTime.of(samples, tolerance(1, 2)).clean()).isFalse();
    assertThat(OverTime.of(samples, tolerance(2, 1)).clean()).isFalse();
    assertThat(OverTime.of(samples, tolerance(0, 0)).clean()).as("not judged").isTrue();
    var stretches = OverTime.of(samples, tolerance(1, 1)).stretches();
    assertThat(stretches).hasSize(2);
    assertThat(stretches.getFirst().nodes().orElseThrow().lowest().percent()).isCloseTo(98.5, NEAR);
  }

  @Test
  void sentenceNamesWhoSaidWhatOfWhich() {
    var part = new Share.Part("screens", 0, 985, 1_000);
    var all = new Share.Part("127.0.0.1:8080", Share.ALL, 2_010, 2_000);
    assertThat(OverTime.sentences(new Share(part, all), List.of("news")))
        .containsExactly(
            "lowest 98.50 %: 985 of 1,000 viewers of news, by screens",
            "highest 100.50 %: 2,010 of 2,000 viewers of all streams, by 127.0.0.1:8080");
  }

  @Test
  void heldMayNotBeShorterThanOwed() {
    var second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Tolerance(1, 1, 1, second, second, Duration.ZERO))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("judging.held");
  }

  private Optional<Share> share(int leastViewers) {
    return Share.of("somebody", reading, course.over(1, 1), leastViewers);
  }

  private static Share.Part part(double percent) {
    return new Share.Part("somebody", 0, Math.round(percent * 10), 1_000);
  }

  private static Tolerance tolerance(double dip, double overshoot) {
    return new Tolerance(dip, overshoot, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  private static Sample sample(double seconds, double lowest, double highest) {
    var share = Optional.of(new Share(part(lowest), part(highest)));
    var served = new Served(List.of(), share, Optional.empty());
    return new Sample(seconds, Figures.NONE, Figures.NONE, Tally.Seen.NOTHING, served, List.of());
  }
}
