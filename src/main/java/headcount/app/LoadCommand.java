package headcount.app;

import headcount.load.LoadRun;
import headcount.load.LoadSettings;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays an audience on real sockets against running nodes. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Plays a scenario on real sockets and compares every count with its own truth.",
    footer = {
      "",
      "Exit code 0: no difference; 1: a difference or a faulty socket; 2: it could not run.",
      "Begin with ./headcount dev, then: ./headcount load load-scenarios/first-crowd.conf"
    })
final class LoadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", description = "A file of load-scenarios/.")
  private Path scenario = Path.of("");

  @Option(
      names = "--target",
      split = ",",
      paramLabel = "URL",
      description =
          "Nodes, such as http://127.0.0.1:8080, commas between (default: the local ones that are ready).")
  private List<URI> targets = List.of();

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Where local nodes are sought, as with dev.")
  private @Nullable Integer offset;

  @Option(
      names = "--token-key-file",
      paramLabel = "FILE",
      description = "The key that signs viewers' tokens (default: HEADCOUNT_TOKEN_KEY, or dev's).")
  private @Nullable Path tokenKey;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "dev's data folder, for its token key (default: ~/.headcount/dev).")
  private @Nullable Path data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of every choice; the same seed plays the same script.")
  private @Nullable Long seed;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description = "Factor on every number of events; 0.1: a tenth of the crowd.")
  private @Nullable Double scale;

  @Option(names = "--reports", paramLabel = "DIR", description = "Where the report goes.")
  private @Nullable Path reports;

  @Option(names = "--part", hidden = true, description = "This is one of several processes.")
  private boolean part;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var overrides =
        new LoadSettings.Overrides(
            targets,
            offset == null ? OptionalInt.empty() : OptionalInt.of(offset),
            tokenKey == null && data != null ? data.resolve(DevKeys.IN_FORCE) : tokenKey,
            seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
            scale == null ? OptionalDouble.empty() : OptionalDouble.of(scale),
            reports);
    var settings = LoadSettings.from(LoadSettings.read(scenario), overrides, System.getenv());
    if (part) {
      // What a library prints must not come between the reports.
      var out = System.out;
      System.setOut(System.err);
      return LoadRun.part(settings, System.in, out);
    }
    return LoadRun.run(settings, again(), System.out);
  }

  /** This very command as a process that plays a share. */
  private List<String> again() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    if (spec != null) {
      command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    }
    command.add("--part");
    return command;
  }
}
