package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scenario of the evening, whose tabs come and go by themselves. */
class EveningTest {
  private static final int SOCKETS = 10_000;

  private final LoadSettings settings =
      LoadSettings.from(
          LoadSettings.read(Path.of("load-scenarios/evening.conf")),
          LoadSettings.Overrides.NONE,
          Map.of());
  private final Script script = ScriptWriter.write(settings.crowd(), settings.phases(), 5);

  @Test
  void tenThousandStandAllEveningThoughEverybodyLeaves() {
    var quiet = settings.phases().getLast().lasts().toNanos();
    var last = script.length().toNanos() - quiet;
    var standing = 0;
    var fewest = Integer.MAX_VALUE;
    for (var step : script.steps()) {
      if (step.action() == Action.OPEN) {
        standing++;
      } else if (step.action().last()) {
        standing--;
        fewest = Math.min(fewest, standing);
        assertThat(step.atNanos()).as("nobody leaves in the quiet").isLessThan(last);
      }
    }
    assertThat(fewest).isBetween(SOCKETS * 85 / 100, SOCKETS);
    assertThat(script.mostSockets()).isBetween(SOCKETS, SOCKETS * 115 / 100);
    var closes = script.steps().stream().filter(step -> step.action() == Action.CLOSE).count();
    var length = settings.phases().get(1).lasts().toSeconds();
    assertThat(closes).isBetween(length * SOCKETS / 1_100, length * SOCKETS / 750);
  }

  @Test
  void nobodyActsBeforeTheyOpenOrAfterTheyLeft() {
    var open = new boolean[script.cast().tabs().size()];
    for (var step : script.steps()) {
      assertThat(open[step.tab()]).as("%s", step).isEqualTo(step.action() != Action.OPEN);
      open[step.tab()] = !step.action().last();
    }
  }

  @Test
  void popularStreamHasMoreThanATenthOfAThousand() {
    assertThat(script.streams()).hasSize(1_000 + settings.crowd().probes().pairs());
    var first = script.cast().tabs().stream().filter(tab -> tab.streams().contains(0)).count();
    assertThat(first).isGreaterThan(script.cast().tabs().size() / 10);
  }

  @Test
  void keepNeedsAWatch() {
    var phase = ConfigFactory.parseString("name = p, lasts = 1m, keep = 5");
    assertThatThrownBy(() -> Phase.from(phase, 1))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("needs watch");
  }

  @Test
  void perMinuteGoesByThePhasesLength() {
    var phase =
        Phase.from(
            ConfigFactory.parseString("name = p, lasts = 90s, zap = 1, per-minute { zap = 10 }"),
            2);
    assertThat(phase.number(Action.ZAP)).isEqualTo(32);
  }

  @Test
  void tooFewOpenFilesAreSaidBeforeAnythingBegins() {
    assertThatThrownBy(() -> FileLimit.check(script, 1_024))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("this process may have 1,024")
        .hasMessageContaining("ulimit -n " + FileLimit.needed(script.mostSockets()))
        .hasMessageContaining("--scale 0.06");
    assertThatCode(() -> FileLimit.check(script, FileLimit.needed(script.mostSockets())))
        .doesNotThrowAnyException();
    assertThat(FileLimit.ofThisProcess()).isGreaterThan(100);
  }

  @Test
  void whoPlaysItMayNameItsLength() {
    var shorter =
        LoadSettings.read(Path.of("load-scenarios/evening.conf"), Map.of("EVENING_LENGTH", "4m"));
    var evening = LoadSettings.from(shorter, LoadSettings.Overrides.NONE, Map.of());
    assertThat(evening.phases().get(1).lasts()).isEqualTo(Duration.ofMinutes(4));
  }
}
