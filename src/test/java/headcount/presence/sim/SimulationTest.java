package headcount.presence.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The count protocol holds in a failing world. {@code -Dsim.seeds=10000 -Dsim.first=0} runs more
 * seeds, {@code -Dsim.seed=42} replays one with a trace, {@code -Dsim.off=HOLD} without a rule.
 */
final class SimulationTest {
  static List<Simulation.Outcome> run(long first, long seeds, Set<String> off) {
    return LongStream.range(first, first + seeds)
        .parallel()
        .mapToObj(seed -> Simulation.run(seed, off, false))
        .toList();
  }

  private static Set<String> off() {
    return Arrays.stream(System.getProperty("sim.off", "").split(","))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  @Test
  void countsHealWhateverDies() {
    Long one = Long.getLong("sim.seed");
    List<Simulation.Outcome> outcomes =
        one == null
            ? run(Long.getLong("sim.first", 0), Long.getLong("sim.seeds", 300), off())
            : List.of(Simulation.run(one, off(), true));
    assertThat(outcomes.stream().filter(Simulation.Outcome::failed)).as("seeds").isEmpty();
  }
}
