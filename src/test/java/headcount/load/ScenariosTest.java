package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that are delivered, and what is refused in one. */
class ScenariosTest {
  private static final Path SCENARIOS = Path.of("load-scenarios");
  private static final Set<String> DELIVERED =
      Set.of(
          "first-crowd",
          "evening",
          "star",
          "reconnect-storm",
          "zapping",
          "idle-million",
          "slow-readers",
          "half-open",
          "analysts");

  @TempDir private Path folder = Path.of("replaced");

  static Stream<Path> scenarios() throws IOException {
    try (var files = Files.list(SCENARIOS)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
    }
  }

  @Test
  void allThatAreTalkedOfAreThere() throws IOException {
    assertThat(scenarios().map(file -> file.getFileName().toString().replace(".conf", "")))
        .containsAll(DELIVERED);
  }

  static Stream<Path> crowds() throws IOException {
    return scenarios().filter(file -> !file.endsWith("analysts.conf"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("crowds")
  void eachIsDrawnIntoAScriptThatTheSameSeedRepeats(Path file) {
    var settings = settings(file, 0.01);
    assertThat(file).hasFileName(settings.name() + ".conf");
    var script = ScriptWriter.write(settings.crowd(), settings.phases(), 7);
    assertThat(script.steps()).isNotEmpty();
    assertThat(script.length()).isLessThan(Duration.ofHours(1));
    assertThat(ScriptWriter.write(settings.crowd(), settings.phases(), 7)).isEqualTo(script);
    assertThat(ScriptWriter.write(settings.crowd(), settings.phases(), 8)).isNotEqualTo(script);
  }

  @Test
  void analystsAskFiftyASecondInTheirMix() {
    var settings = settings(SCENARIOS.resolve("analysts.conf"), 1);
    assertThat(settings.questions().perSecond()).isEqualTo(50);
    assertThat(settings.questions().mix()).containsExactly(55, 25, 7, 13);
    assertThat(settings.phases()).isEmpty();
  }

  @Test
  void starIsAHundredThousandInFiveMinutesOnOneStream() {
    var rush = settings(SCENARIOS.resolve("star.conf"), 1).phases().getFirst();
    assertThat(rush.number(Action.OPEN)).isEqualTo(100_000);
    assertThat(rush.lasts()).isEqualTo(Duration.ofMinutes(5));
    var tenth = settings(SCENARIOS.resolve("star.conf"), 0.1);
    var script = ScriptWriter.write(tenth.crowd(), tenth.phases(), 7);
    assertThat(script.mostSockets()).isBetween(10_000, 10_010);
    assertThat(script.cast().tabs().subList(0, 10_000))
        .allSatisfy(tab -> assertThat(tab.streams()).containsExactly(0));
  }

  @Test
  void stormIsTwentyFiveThousandASecond() {
    var storm = settings(SCENARIOS.resolve("reconnect-storm.conf"), 1).phases().get(1);
    assertThat(storm.number(Action.RECONNECT)).isEqualTo(25_000 * 20);
  }

  @Test
  void arrivalsDoNotWaitForOneAnother() {
    var settings = settings(SCENARIOS.resolve("star.conf"), 0.1);
    var script = ScriptWriter.write(settings.crowd(), settings.phases(), 7);
    var perSecond =
        script.steps().stream()
            .filter(step -> step.action() == Action.OPEN && step.atNanos() > 0)
            .collect(
                Collectors.groupingBy(
                    step -> step.atNanos() / 1_000_000_000, Collectors.counting()));
    assertThat(perSecond).hasSizeBetween(299, 300);
    var mean = perSecond.values().stream().mapToLong(number -> number).average().orElseThrow();
    var square =
        perSecond.values().stream()
            .mapToDouble(number -> (number - mean) * (number - mean))
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(33.0, 33.7);
    assertThat(square / mean).as("as spread as chance").isBetween(0.7, 1.4);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "crowd.stream.number = 5 | there is no setting crowd.stream.number; nor anything beneath crowd.stream",
        "crowd.anonymus = 0.5 | there is no setting crowd.anonymus; of crowd there are anonymous, joins",
        "sede = 5 | there is no setting sede; there are crowd",
        "phases = [{ name = p, lasts = 1s, opne = 5 }] | phase p has no opne; there are arrive",
        "phases = [{ name = p, lasts = 1s, open = many }] | open must be a number from 0 or a rate",
        "phases = [{ name = p, lasts = 1s, open = -5 }] | open must be a number from 0 or a rate",
        "phases = [{ name = p, lasts = 1s, open = 5/day }] | open must be a number from 0 or a rate",
        "phases = [{ name = p, lasts = 1h, zap = 9000/s }] | zap must be 0 to 20,000,000 in a phase, was 32,400,000",
        "phases = [{ name = p, lasts = 0s }] | phase p must last longer than zero",
        "scale = 0 | scale must be above 0 and at most 1000, was 0.0",
        "crowd.anonymous = 1.5 | crowd.anonymous must be 0 to 1, was 1.5",
        "crowd.streams.number = 0 | crowd.streams.number must be 1 to 100000, was 0",
        "crowd.streams.skew = -1 | crowd.streams.skew must be 0 to 10, was -1.0",
        "questions.per-second = 5001 | questions.per-second must be 0 to 5000, was 5001.0",
        "questions.warm-up = 2m | questions.warm-up must be below questions.lasts, was PT2M",
        "questions.skew = -1 | questions.skew must be 0 to 10, was -1.0",
        "questions.per-second = 5 | a scenario has phases or questions",
        "heartbeats = 2 | heartbeats must be 0 to 1, was 2.0",
        "nap = 2m | nap must be 100 ms to PT50S, was PT2M",
        "receive-buffer = 10 | receive-buffer must be 0 or 1 KiB to 16 MiB, was 10 bytes",
        "sources = [here] | sources must be numeric addresses, was here",
      })
  void whatCannotBeIsRefusedWithItsBound(String line, String sentence) throws IOException {
    var file = folder.resolve("scenario.conf");
    Files.writeString(
        file,
        "include required(file(\""
            + SCENARIOS.resolve("star.conf").toAbsolutePath()
            + "\"))\n"
            + line);
    assertThatThrownBy(() -> settings(file, OptionalDouble.empty()))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void valuesOfItsOwnAreWelcome() throws IOException {
    var file = folder.resolve("scenario.conf");
    Files.writeString(
        file,
        "own { crowd = 20, crowd = ${?CROWD} }, phases = [{ name = p, lasts = 1s, open = ${own.crowd} }]");
    var read = LoadSettings.read(file, Map.of("CROWD", "30"));
    var phases = LoadSettings.from(read, LoadSettings.Overrides.NONE, Map.of()).phases();
    assertThat(phases.getFirst().number(Action.OPEN)).isEqualTo(30);
  }

  @Test
  void ratesAreTakenTimesTheLength() {
    var phase =
        ConfigFactory.parseString(
            "name = p, lasts = 90s, arrive = 10/s, open = 6, zap = 20/min, close = 120 / h, nap = 1.5/s");
    assertThat(Phase.from(phase, 2).number(Action.OPEN)).isEqualTo(2 * 906);
    assertThat(Phase.from(phase, 1).number(Action.ZAP)).isEqualTo(30);
    assertThat(Phase.from(phase, 1).number(Action.CLOSE)).isEqualTo(3);
    assertThat(Phase.from(phase, 1).number(Action.NAP)).isEqualTo(135);
  }

  private static LoadSettings settings(Path file, double scale) {
    return settings(file, OptionalDouble.of(scale));
  }

  private static LoadSettings settings(Path file, OptionalDouble scale) {
    var overrides =
        new LoadSettings.Overrides(
            List.of(), OptionalInt.empty(), null, OptionalLong.empty(), scale, null);
    return LoadSettings.from(LoadSettings.read(file), overrides, Map.of());
  }
}
