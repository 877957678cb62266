package headcount.presence.sim;

import headcount.presence.TestMachines;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Runs seeds from a command line: {@code first seeds [rules off, by commas]}, or one, traced;
 * {@code first seeds each} tries each rule by itself, in each weather.
 */
final class Explore {
  private static final int BLOCK = 120;

  private Explore() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    if (args.length >= 3 && args[2].equals("each")) {
      Set<String> rules = args.length > 3 ? Set.of(args[3].split(",")) : TestMachines.names();
      rules.stream().sorted().forEach(rule -> needed(args, rule));
      return;
    }
    Set<String> off =
        args.length < 3 ? Set.of() : Arrays.stream(args[2].split(",")).collect(Collectors.toSet());
    if (Long.parseLong(args[1]) == 1) {
      Weather weather = Weather.valueOf(args.length > 3 ? args[3] : "ANY");
      System.out.println(Simulation.run(Long.parseLong(args[0]), off, true, weather));
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

  /** Seeds that fail without the rule; a weather may be named after the rules. */
  @SuppressWarnings("SystemOut")
  private static void needed(String[] args, String rule) {
    long first = Long.parseLong(args[0]);
    long end = first + Long.parseLong(args[1]);
    Weather[] tried = args.length > 4 ? new Weather[] {Weather.valueOf(args[4])} : Weather.values();
    for (Weather weather : tried) {
      List<Long> seeds = List.of();
      long block = first;
      for (; block < end && seeds.isEmpty(); block += BLOCK) {
        seeds =
            LongStream.range(block, Math.min(end, block + BLOCK))
                .parallel()
                .filter(
                    seed ->
                        Simulation.run(seed, Set.of(rule.split("\\+")), false, weather).failed())
                .boxed()
                .toList();
      }
      System.out.printf("%s %s %s of %d%n", rule, weather, seeds, block - first);
    }
  }
}
