package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScriptWriterTest {
  private static final Path FIRST_CROWD = Path.of("load-scenarios/first-crowd.conf");

  private final LoadSettings settings = settings(LoadSettings.Overrides.NONE);
  private final Script script = written(settings, 7);

  @Test
  void sameSeedWritesTheSameScript() {
    assertThat(written(settings, 7)).isEqualTo(script);
    assertThat(written(settings, 8).steps()).isNotEqualTo(script.steps());
  }

  @Test
  void firstCrowdOpensTwoThousandSocketsOverTwentyStreams() {
    var probes = 2 * script.cast().probes().size();
    assertThat(steps(Action.OPEN)).hasSize(2_000 + probes);
    assertThat(script.cast().tabs()).hasSize(2_000 + probes);
    assertThat(settings.crowd().streams().number()).isEqualTo(20);
    assertThat(script.streams()).contains("first-crowd-01", "first-crowd-20");
    assertThat(script.length()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(130));
  }

  @Test
  void peopleHaveUpToFourTabsAndSomeAreAnonymous() {
    Map<Integer, Long> tabs =
        script.cast().tabs().stream()
            .collect(Collectors.groupingBy(Cast.Part::person, Collectors.counting()));
    assertThat(new HashSet<>(tabs.values())).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    var shared =
        script.cast().people().stream()
            .filter(Cast.Role::anonymous)
            .filter(role -> tabs.getOrDefault(role.number(), 0L) > 1)
            .count();
    assertThat(shared).as("anonymous people with several tabs").isGreaterThan(20);
  }

  @Test
  void stepsAreInOrderAndEveryTabOpensOnceBeforeAnythingElse() {
    var opened = new HashSet<Integer>();
    var ended = new HashSet<Integer>();
    var before = 0L;
    for (var step : script.steps()) {
      assertThat(step.atNanos()).isGreaterThanOrEqualTo(before);
      before = step.atNanos();
      assertThat(ended).as("nothing follows a tab's end: %s", step).doesNotContain(step.tab());
      assertThat(opened.contains(step.tab())).isEqualTo(step.action() != Action.OPEN);
      opened.add(step.tab());
      if (step.action().last()) {
        ended.add(step.tab());
      }
    }
    assertThat(ended).hasSize(200 + 80 + 40);
  }

  @Test
  void zapsLeaveOnlyStreamsThatAreWatched() {
    var watching = new ArrayList<Set<Integer>>();
    script.cast().tabs().forEach(part -> watching.add(new HashSet<>(part.streams())));
    assertThat(steps(Action.ZAP)).hasSizeGreaterThan(2_000);
    for (var zap : steps(Action.ZAP)) {
      var streams = watching.get(zap.tab());
      assertThat(streams.remove(zap.from())).isTrue();
      assertThat(streams).doesNotContain(zap.to());
      streams.add(zap.to());
    }
  }

  @Test
  void scaleMultipliesEveryNumber() {
    var tenth =
        settings(
            new LoadSettings.Overrides(
                List.of(),
                OptionalInt.empty(),
                null,
                OptionalLong.of(3),
                OptionalDouble.of(0.1),
                null));
    var small = written(tenth, tenth.pace().seed());
    assertThat(small.cast().tabs()).hasSize(200 + 2 * small.cast().probes().size());
    assertThat(small.steps().stream().filter(step -> step.action() == Action.DEAF)).hasSize(8);
    assertThat(tenth.pace().seed()).isEqualTo(3);
  }

  @Test
  void seedZeroDrawsAFreshOne() {
    assertThat(settings.pace().seed()).isPositive();
  }

  @Test
  void tooLittleQuietAfterSilentDeathsIsRefused() {
    var config =
        ConfigFactory.parseString("phases = [{ name = short, lasts = 10s, open = 1, mute = 1 }]")
            .withFallback(LoadSettings.read(FIRST_CROWD));
    assertThatThrownBy(() -> LoadSettings.from(config, LoadSettings.Overrides.NONE, Map.of()))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("silent deaths");
  }

  @Test
  void tokensThatEndBeforeTheRunAreRefused() {
    var config =
        ConfigFactory.parseString("token.lifetime = 1m")
            .withFallback(LoadSettings.read(FIRST_CROWD));
    assertThatThrownBy(() -> LoadSettings.from(config, LoadSettings.Overrides.NONE, Map.of()))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("tokens hold");
  }

  @Test
  void aSettingOfTheWrongKindIsAProblemWithItsName() {
    var config =
        ConfigFactory.parseString("crowd.anonymous = many")
            .withFallback(LoadSettings.read(FIRST_CROWD));
    assertThatThrownBy(() -> LoadSettings.from(config, LoadSettings.Overrides.NONE, Map.of()))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("anonymous");
  }

  @Test
  void aScenarioThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> LoadSettings.read(Path.of("load-scenarios/none.conf")))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("load-scenarios/none.conf");
  }

  private List<Step> steps(Action action) {
    return script.steps().stream().filter(step -> step.action() == action).toList();
  }

  private static LoadSettings settings(LoadSettings.Overrides overrides) {
    return LoadSettings.from(LoadSettings.read(FIRST_CROWD), overrides, Map.of());
  }

  private static Script written(LoadSettings settings, long seed) {
    return ScriptWriter.write(settings.crowd(), settings.phases(), seed);
  }
}
