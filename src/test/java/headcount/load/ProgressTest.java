package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void plainLinesComeNowAndThenWithRatesSinceTheLastOne() {
    var progress = progress(false);
    for (var second = 1; second <= 6; second++) {
      progress.show(sample(second, second * 100L), 0);
    }
    progress.done();
    assertThat(printed().lines())
        .containsExactly(
            "[##......................] arriving 1/12 s, 11 s left | 100 sockets | 100 joins/s"
                + " | 200 frames/s | 0 faults",
            "[############............] quiet 6/12 s, 6 s left | 600 sockets | 100 joins/s"
                + " | 200 frames/s | 0 faults");
  }

  @Test
  void onATerminalOneLineMoves() {
    var progress = progress(true);
    progress.show(sample(1, 100), 0);
    progress.show(sample(12, 100), 3);
    assertThat(printed()).doesNotContain("\n").contains("\r[####").contains("3 faults");
  }

  private Progress progress(boolean terminal) {
    return new Progress(
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        terminal,
        List.of(
            new Phase("arriving", Duration.ofSeconds(5), Map.of()),
            new Phase("quiet", Duration.ofSeconds(7), Map.of())));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Sample sample(int seconds, long number) {
    var tally = new Tally.Seen(number, number, 2 * number, 0, 0, 0);
    return new Sample(
        seconds,
        Figures.NONE,
        Figures.NONE,
        tally,
        new Served(List.of(), Optional.empty(), Optional.empty()),
        List.of());
  }
}
