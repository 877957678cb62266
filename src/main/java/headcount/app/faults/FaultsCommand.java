package headcount.app.faults;

import headcount.app.DevPlan;
import headcount.app.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the fault matrix on this machine. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Plays faults on real nodes, Redis and MySQL of its own, and writes what held as a table.",
    footer = {
      "",
      "Exit code 0: every row played holds; 1: one does not, or could not be played.",
      "All rows, then the table: ./headcount faults",
      "One row: ./headcount faults --rows host-killed; the table later: ./headcount faults --write"
          + " docs/guarantees.md",
      "Ports as dev's: --port-offset."
    })
public final class FaultsCommand implements Callable<Integer> {
  private static final Path PAGE = Path.of("docs", "guarantees.md");
  private static final int BROKEN = 1;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "NAMES",
      description = "Only these rows, commas between (default: all).")
  private @Nullable String rows;

  @Option(names = "--list", description = "Names the rows and ends.")
  private boolean list;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where rows write, and where their outcomes are kept (default: ~/.headcount/faults).")
  private Path data = Path.of(System.getProperty("user.home"), ".headcount", "faults");

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Added to every port (default: ${DEFAULT-VALUE}).")
  private int offset;

  @Option(
      names = "--scale",
      paramLabel = "F",
      defaultValue = "1",
      description = "Factor on every crowd; 0.1: a tenth of it (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description =
          "The page to write the table to; without --rows nothing is played and the outcomes kept"
              + " are written (default after all rows: docs/guarantees.md, where it is there).")
  private @Nullable Path page;

  @Override
  public Integer call() throws InterruptedException {
    if (list) {
      Rows.all().forEach(row -> print("%-18s %s".formatted(row.name(), row.must())));
      return 0;
    }
    DevPlan.bounded("--port-offset", offset, 0, 38_000);
    if (!(scale > 0 && scale <= 2)) {
      throw Refusal.mistyped("--scale must be above 0 and at most 2, was " + scale);
    }
    var results = new Results(data.resolve("outcomes"));
    var onlyWrite = page != null && rows == null;
    var wanted = onlyWrite ? List.<Row>of() : rows == null ? Rows.all() : Rows.named(rows);
    var broken = 0;
    for (var row : wanted) {
      broken += played(row, results) ? 0 : 1;
    }
    var to = page != null ? page : rows == null && Files.exists(PAGE) ? PAGE : null;
    if (to != null) {
      write(to, results.kept(Rows.names()));
    }
    return broken == 0 ? 0 : BROKEN;
  }

  private boolean played(Row row, Results results) throws InterruptedException {
    print("== " + row.name() + ": " + row.done());
    var report = new Report(this::print);
    var missing = Need.missing(row.needs());
    if (missing.isEmpty()) {
      play(row, report);
    } else {
      missing.forEach(sentence -> report.promise(false, sentence));
    }
    var outcome = report.outcome(row, Where.here(InstantSource.system()));
    results.keep(outcome);
    print("== " + row.name() + (outcome.holds() ? " holds" : " DOES NOT HOLD"));
    return outcome.holds();
  }

  private void play(Row row, Report report) throws InterruptedException {
    try {
      row.play(new Ground(data.resolve("run"), offset, scale, this::print), report);
    } catch (RuntimeException failed) {
      report.promise(false, "it could not be played: " + failed);
    }
  }

  private void write(Path to, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      throw new Refusal("no row was played yet with --data " + data);
    }
    try {
      Files.writeString(to, FaultTable.within(Files.readString(to), outcomes));
      print("table of " + outcomes.size() + " rows: " + to);
    } catch (IOException e) {
      throw new Refusal(to + " cannot be written: " + e, e);
    }
  }

  private void print(String line) {
    var out =
        spec == null
            ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
            : spec.commandLine().getOut();
    var now = java.time.LocalTime.now(java.time.ZoneOffset.UTC);
    out.println(String.format(Locale.ROOT, "%tT %s", now, line));
    out.flush();
  }
}
