package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.audience.BusinessDay;
import headcount.audience.synth.OnNow;
import headcount.audience.synth.SynthPlan;
import headcount.store.aurora.SynthWriter;
import headcount.store.redis.RankFiller;
import java.io.Console;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills a database with an audience that never was. */
@Command(
    name = "synth",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Fills a database with a synthetic audience: history, sums, sessions and what is on now, drawn from a seed.",
    footer = {
      "",
      "Sessions are a sample of those who watched: hours come from history, viewers of a day from the sample.",
      "10,000 streams make 2.9 million rows of history a day, some 0.4 GB.",
      "Without --data, --mysql and --config: the writer that the defaults name (headcount.store.aurora)."
    })
final class SynthCommand implements Callable<Integer> {
  private static final int SESSIONS_PER_STREAM_AND_DAY = 33;

  /** Where it is written to. */
  static final class Where {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "dev's data folder, while no dev runs on it: its MySQL is started for this.")
    private @Nullable Path data;

    @ArgGroup private @Nullable DatabaseOption database;
  }

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup private @Nullable Where where;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "Whole business days before that of --until, which is begun (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--streams",
      paramLabel = "M",
      defaultValue = "10000",
      description =
          "Live ones on average, 1 to 50,000; five times as many broadcasters (default: ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description =
          "About how many tabs are kept, 0: none, and no viewers of a day (default: 33 for each stream and day).")
  private @Nullable Long sessions;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "End of the newest slot, such as 2026-11-21T12:00:00Z (default: now).")
  private @Nullable Instant until;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed and --until make the same rows (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rankings",
      paramLabel = "URI",
      description =
          "Writes no row, but what is on now into the rankings of that Redis, such as dev's redis://127.0.0.1:16379; with the --streams and --seed of before.")
  private @Nullable String rankings;

  @Option(
      names = "--beside",
      description = "Writes although the database holds broadcasts that are not synthetic.")
  private boolean beside;

  @Override
  public Integer call() throws SQLException {
    DevPlan.bounded("--days", days, 1, 400);
    var now = NodeClocks.wall().instant();
    var plan = plan(until == null ? now : until, now);
    if (rankings != null) {
      return rank(rankings, plan);
    }
    var chosen = where;
    if (chosen != null && chosen.data != null) {
      try (var own = FillingServer.on(chosen.data)) {
        return fill(own.config(), plan, now);
      }
    }
    return fill(DatabaseOption.config(chosen == null ? null : chosen.database), plan, now);
  }

  private SynthPlan plan(Instant until, Instant now) {
    if (until.isAfter(now)) {
      throw Refusal.mistyped("--until must not lie ahead, was " + until);
    }
    var slot = SynthPlan.SLOT.toMillis();
    var end = Instant.ofEpochMilli(Math.floorDiv(until.toEpochMilli(), slot) * slot);
    var tabs = sessions == null ? (long) days * streams * SESSIONS_PER_STREAM_AND_DAY : sessions;
    try {
      return new SynthPlan(
          seed, streams, BusinessDay.of(end.minusMillis(1)).plus(-days), end, tabs);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw Refusal.mistyped(String.valueOf(wrong.getMessage()));
    }
  }

  private int rank(String uri, SynthPlan plan) {
    if (!uri.matches("rediss?://.+")) {
      throw Refusal.mistyped("--rankings must be redis://host:port, was " + uri);
    }
    var config =
        ConfigFactory.parseMap(
                Map.of("headcount.store.redis.uri", uri, "headcount.store.redis.cluster", false))
            .withFallback(ConfigFactory.load());
    var ranked = RankFiller.fill(config, OnNow.of(plan));
    if (spec != null) {
      spec.commandLine().getOut().printf("%,d streams ranked%n", ranked);
    }
    return 0;
  }

  private int fill(Config config, SynthPlan plan, Instant now) throws SQLException {
    var out = spec == null ? null : spec.commandLine().getOut();
    var began = System.nanoTime();
    var terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    var bar = new FillingBar(System.out, terminal, System::nanoTime);
    try (var writer = new SynthWriter(config)) {
      var written = writer.write(plan, beside, now, bar::show);
      bar.done();
      var seconds = Math.max(1, (System.nanoTime() - began) / 1_000_000_000L);
      if (out != null) {
        out.printf(
            "%,d broadcasts, %,d rows of history, %,d sessions of %,d viewers, %d days summed: %d s, %,d rows/s%n",
            written.broadcasts(),
            written.history(),
            written.sessions(),
            written.viewers(),
            written.days(),
            seconds,
            (written.history() + written.sessions() + written.viewers()) / seconds);
      }
    }
    return 0;
  }
}
