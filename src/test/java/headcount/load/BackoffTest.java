package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"0,500", "1,1000", "2,2000", "5,16000", "6,20000", "60,20000", "1000000,20000"})
  void ceilingDoublesFromHalfASecondToTwenty(int attempt, long millis) {
    assertThat(Backoff.ceilingNanos(attempt)).isEqualTo(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void jitterFillsTheWholeRange() {
    var dice = new Dice(11);
    var ceiling = Backoff.ceilingNanos(3);
    var waits = LongStream.range(0, 2_000).map(_ -> Backoff.nanos(3, dice)).summaryStatistics();
    assertThat(waits.getMin()).isBetween(0L, ceiling / 50);
    assertThat(waits.getMax()).isBetween(ceiling - ceiling / 50, ceiling);
  }

  @Test
  void retryAfterIsWaitedOnceToTwice() {
    var dice = new Dice(12);
    var asked = Duration.ofSeconds(3).toNanos();
    for (var tries = 0; tries < 1_000; tries++) {
      assertThat(Backoff.retryAfterNanos(3, dice)).isBetween(asked, 2 * asked);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 1006, 1012, 1013, 4408, 4429})
  void clientsReturnAfter(int code) {
    assertThat(Backoff.returnsAfter(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1002, 1007, 1008, 1009, 4400, 4401, 4403, 4409})
  void clientsStayAwayAfter(int code) {
    assertThat(Backoff.returnsAfter(code)).isFalse();
  }
}
