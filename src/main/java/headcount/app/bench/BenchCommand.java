package headcount.app.bench;

import headcount.app.DevPlan;
import headcount.app.Refusal;
import headcount.app.faults.Where;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures, shows the figures, and compares them with those that were kept. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures on this machine, and says what got worse.",
    footer = {
      "",
      "Figures of each bench are written to target/bench/figures.json.",
      "Exit code 0: measured, and with --quick no ratio got worse by more than its tolerance;",
      "1: one did, or a bench could not be run; 2: it could not begin.",
      "Timings drift with the machine: runs are compared by ratios to a figure of the same run.",
      "Needs a checkout of the source, and builds src/jmh where needed."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final Path LAST = Path.of("target", "bench", "figures.json");
  private static final Path KEPT = Path.of("docs", "performance.json");
  private static final int WORSE = 1;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these benches.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "Names the benches and ends.")
  private boolean list;

  @Option(
      names = "--quick",
      description = "Shorter, and compares ratios with docs/performance.json.")
  private boolean quick;

  @Option(names = "--save", description = "Writes the figures into docs/performance.json.")
  private boolean save;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where benches write (default: target/bench/data).")
  private Path data = Path.of("target", "bench", "data");

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Added to every port (default: ${DEFAULT-VALUE}).")
  private int offset;

  @Override
  public Integer call() throws InterruptedException {
    DevPlan.bounded("--port-offset", offset, 0, 38_000);
    var all = ServiceLoader.load(Bench.class).stream().map(ServiceLoader.Provider::get).toList();
    if (all.isEmpty()) {
      throw Refusal.mistyped("no benches here: run ./headcount bench in a checkout of the source");
    }
    if (list) {
      all.forEach(each -> print("%-12s %s".formatted(each.name(), each.about())));
      return 0;
    }
    var worse = new ArrayList<String>();
    for (var bench : wanted(all)) {
      print("== " + bench.name() + ": " + bench.about());
      measured(bench, worse);
    }
    worse.forEach(sentence -> print("WORSE " + sentence));
    return worse.isEmpty() ? 0 : WORSE;
  }

  private List<Bench> wanted(List<Bench> all) {
    for (var name : names) {
      if (all.stream().noneMatch(bench -> bench.name().equals(name))) {
        throw Refusal.mistyped("no bench is called " + name + "; see ./headcount bench --list");
      }
    }
    Predicate<Bench> chosen =
        bench -> names.isEmpty() ? !quick || bench.quick() : names.contains(bench.name());
    return all.stream().filter(chosen).toList();
  }

  private void measured(Bench bench, List<String> worse) throws InterruptedException {
    var figures = new ArrayList<Figure>();
    try {
      bench.measure(
          new BenchGround(quick, data.resolve(bench.name()), offset, this::print), figures::add);
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception failed) {
      worse.add(bench.name() + " could not be run: " + failed);
      return;
    }
    var run = new BenchRun(bench.name(), Where.here(InstantSource.system()), quick, figures);
    print(FigureTable.of(run));
    BenchRuns.keep(LAST, run);
    if (quick) {
      compare(run, worse);
    }
    if (save) {
      BenchRuns.keep(KEPT, run);
    }
  }

  private void compare(BenchRun run, List<String> worse) {
    var former =
        BenchRuns.read(KEPT).stream().filter(kept -> kept.bench().equals(run.bench())).findFirst();
    if (former.isEmpty()) {
      print("  " + KEPT + " has no run of it to compare with");
      return;
    }
    var found = Comparison.of(former.get(), run);
    worse.addAll(found.worse());
    print(
        "  %d ratios compared with %s, %d worse%s"
            .formatted(
                found.compared(),
                former.get().where().day(),
                found.worse().size(),
                found.unmatched().isEmpty() ? "" : "; in one run only: " + found.unmatched()));
  }

  private void print(String line) {
    var out =
        spec == null
            ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
            : spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
