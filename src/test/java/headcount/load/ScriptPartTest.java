package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How a script is shared by several processes. */
class ScriptPartTest {
  private static final int PROCESSES = 3;

  private final Script whole = written(7);
  private final List<Script> parts = parts(whole);

  @Test
  void everyPersonIsPlayedByOneProcessWithAllTheirTabs() {
    var seen = new HashSet<Integer>();
    var tabs = 0;
    for (var part : parts) {
      for (var role : part.cast().people()) {
        assertThat(seen.add(role.number())).as("person %s", role).isTrue();
      }
      tabs += part.cast().tabs().size();
    }
    assertThat(seen).hasSize(whole.cast().people().size());
    assertThat(tabs).isEqualTo(whole.cast().tabs().size());
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(part.cast().tabs().size())
                    .isCloseTo(tabs(whole) / PROCESSES, within(tabs(whole) / 20)));
  }

  /** All parts together do what the whole would, at the same moments, by the same people. */
  @Test
  void allStepsAreTakenOnce() {
    var expected = told(whole);
    var together = new ArrayList<String>();
    parts.forEach(part -> together.addAll(told(part)));
    assertThat(together).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(parts).allSatisfy(part -> assertThat(part.length()).isEqualTo(whole.length()));
  }

  @Test
  void pairsOfProbesStayTogether() {
    var streams = new HashSet<Integer>();
    for (var part : parts) {
      for (var probe : part.cast().probes()) {
        assertThat(streams.add(probe.stream())).isTrue();
        assertThat(part.cast().tabs().get(probe.watching()).streams())
            .containsExactly(probe.stream());
        assertThat(part.cast().tabs().get(probe.toggling()).streams()).isEmpty();
      }
    }
    assertThat(streams).hasSize(whole.cast().probes().size());
  }

  @Test
  void stepsOfAPartAreInOrderAndNameItsOwnTabs() {
    for (var part : parts) {
      var before = 0L;
      Set<Integer> opened = new HashSet<>();
      for (var step : part.steps()) {
        assertThat(step.atNanos()).isGreaterThanOrEqualTo(before);
        before = step.atNanos();
        assertThat(step.tab()).isBetween(0, part.cast().tabs().size() - 1);
        assertThat(opened.contains(step.tab())).isEqualTo(step.action() != Action.OPEN);
        opened.add(step.tab());
      }
    }
  }

  @Test
  void sameSeedSameParts() {
    assertThat(parts(written(7))).isEqualTo(parts);
    assertThat(whole.part(0, 1)).isSameAs(whole);
  }

  @Test
  void asManyProcessesAsOpenFilesTake() {
    assertThat(FileLimit.processes(10_000, 20_000)).isEqualTo(1);
    assertThat(FileLimit.processes(17_900, 20_000)).isEqualTo(1);
    assertThat(FileLimit.processes(100_000, 20_000)).isEqualTo(6);
    assertThat(FileLimit.processes(100_000, Long.MAX_VALUE)).isEqualTo(1);
  }

  private static int tabs(Script script) {
    return script.cast().tabs().size();
  }

  private static Offset<Integer> within(int offset) {
    return Offset.offset(offset);
  }

  private static List<String> told(Script script) {
    var told = new ArrayList<String>();
    for (var step : script.steps()) {
      var part = script.cast().tabs().get(step.tab());
      var person = script.cast().people().get(part.person());
      told.add(
          step.atNanos()
              + " "
              + step.action()
              + " "
              + person
              + part.streams()
              + step.from()
              + " "
              + step.to());
    }
    return told;
  }

  private static List<Script> parts(Script script) {
    return List.of(script.part(0, PROCESSES), script.part(1, PROCESSES), script.part(2, PROCESSES));
  }

  private static Script written(long seed) {
    var file = Path.of("load-scenarios/first-crowd.conf");
    var settings =
        LoadSettings.from(LoadSettings.read(file), LoadSettings.Overrides.NONE, Map.of());
    return ScriptWriter.write(settings.crowd(), settings.phases(), seed);
  }
}
