package headcount.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AirtimeTest {
  @Test
  void whatIsOnAtTheSameTimeCountsOnce() {
    var airtime =
        new Airtime(
            List.of(
                new OnAir(1, 10, 20),
                new OnAir(2, 15, 25),
                new OnAir(3, 25, 30),
                new OnAir(4, 40, 50),
                new OnAir(5, 42, 44),
                new OnAir(6, 60, 0)));
    assertThat(airtime.within(0, 100)).isEqualTo(20 + 10 + 40);
    assertThat(airtime.within(18, 41)).isEqualTo(12 + 1);
    assertThat(airtime.within(30, 40)).isZero();
    assertThat(airtime.within(70, 80)).isEqualTo(10);
    assertThat(airtime.within(20, 20)).isZero();
    assertThat(new Airtime(List.of()).within(0, 10)).isZero();
  }

  @Test
  void anySecondIsOnOrIsNot() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var broadcasts = new ArrayList<OnAir>();
      for (int i = random.nextInt(8); i > 0; i--) {
        var start = random.nextInt(50) + 1;
        broadcasts.add(
            new OnAir(i, start, random.nextInt(6) == 0 ? 0 : start + random.nextInt(20)));
      }
      var from = random.nextInt(60);
      var to = from + random.nextInt(40);
      var on = 0;
      for (int at = from; at < to; at++) {
        var moment = at;
        on +=
            broadcasts.stream()
                    .anyMatch(
                        each ->
                            each.started() <= moment
                                && (each.ended() == 0 || moment < each.ended()))
                ? 1
                : 0;
      }
      assertThat(new Airtime(broadcasts).within(from, to))
          .as("seed %d, %s from %d to %d", seed, broadcasts, from, to)
          .isEqualTo(on);
    }
  }
}
