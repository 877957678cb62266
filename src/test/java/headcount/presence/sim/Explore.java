package headcount.presence.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs seeds from a command line: {@code first seeds [rules off, by commas]}, or one, traced. */
final class Explore {
  private Explore() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    Set<String> off =
        args.length < 3 ? Set.of() : Arrays.stream(args[2].split(",")).collect(Collectors.toSet());
    if (Long.parseLong(args[1]) == 1) {
      System.out.println(Simulation.run(Long.parseLong(args[0]), off, true));
      return;
    }
    long begun = System.nanoTime();
    List<Simulation.Outcome> all =
        SimulationTest.run(Long.parseLong(args[0]), Long.parseLong(args[1]), off);
    Map<String, Integer> kinds = new TreeMap<>();
    all.forEach(o -> o.violations().keySet().forEach(k -> kinds.merge(k, 1, Integer::sum)));
    long failed = all.stream().filter(Simulation.Outcome::failed).count();
    long[] late = all.stream().mapToLong(Simulation.Outcome::convergedMillis).sorted().toArray();
    System.out.printf(
        "off %s: %d of %d fail %s; converged p50 %d p99 %d max %d; %d ms%n",
        off,
        failed,
        all.size(),
        kinds,
        late[late.length / 2],
        late[late.length * 99 / 100],
        late[late.length - 1],
        (System.nanoTime() - begun) / 1_000_000);
    all.stream().filter(Simulation.Outcome::failed).limit(40).forEach(Explore::show);
  }

  @SuppressWarnings("SystemOut")
  private static void show(Simulation.Outcome outcome) {
    System.out.println(outcome.seed());
    outcome.violations().forEach((kind, why) -> System.out.printf("  %s %.160s%n", kind, why));
  }
}
