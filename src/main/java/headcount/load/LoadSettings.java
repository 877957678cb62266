package headcount.load;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run of the load generator was told: scenario, defaults and command line together.
 *
 * @param name the scenario's name, part of the report's folder
 * @param pace seed, scale and where reports go
 * @param crowd what the audience is like
 * @param phases what happens, in order
 * @param aim which nodes, from which addresses, with which tokens
 * @param judging what counts as a difference
 * @param questions what analysts ask instead
 */
public record LoadSettings(
    String name,
    Pace pace,
    CrowdShape crowd,
    List<Phase> phases,
    AimSettings aim,
    Judging judging,
    Questions questions) {

  /**
   * How it is played: the seed of all choices, the factor on all numbers of events, how many
   * processes (zero: as many as it takes), the folder of reports.
   */
  record Pace(long seed, double scale, int processes, Path reports) {
    Pace {
      LoadProblem.unless(
          processes >= 0 && processes <= 100, "processes must be 0 to 100, was %s", processes);
    }
  }

  /**
   * What counts as a difference.
   *
   * @param exactOnly whether a right count that is not called exact is wrong
   * @param notice how long the server may take to notice a silent death
   * @param expectedCloses close codes that are no fault
   * @param tolerance how far counts may be off while the run goes on
   */
  record Judging(
      boolean exactOnly, Duration notice, List<Integer> expectedCloses, Tolerance tolerance) {
    /** Counts are not judged while the run goes on. */
    Judging(boolean exactOnly, Duration notice, List<Integer> expectedCloses) {
      this(exactOnly, notice, expectedCloses, Tolerance.NONE);
    }
  }

  /**
   * What the command line may change; whatever is empty stays as the scenario has it.
   *
   * @param targets nodes to aim at, such as {@code http://127.0.0.1:8080}
   * @param portOffset added to the ports that are probed where no target is named
   * @param tokenKeyFile file with the key that signs viewers' tokens
   * @param seed of all choices
   * @param scale factor on all numbers of events
   * @param reports folder for reports
   */
  public record Overrides(
      List<URI> targets,
      OptionalInt portOffset,
      @Nullable Path tokenKeyFile,
      OptionalLong seed,
      OptionalDouble scale,
      @Nullable Path reports) {
    /** Nothing is changed. */
    public static final Overrides NONE =
        new Overrides(
            List.of(),
            OptionalInt.empty(),
            null,
            OptionalLong.empty(),
            OptionalDouble.empty(),
            null);
  }

  public LoadSettings {
    phases = List.copyOf(phases);
    LoadProblem.unless(
        name.matches("[A-Za-z0-9_-]{1,64}"),
        "name must be 1 to 64 characters of [A-Za-z0-9_-], was '%s'",
        name);
    LoadProblem.unless(!phases.isEmpty() || questions.any(), "a scenario needs at least one phase");
    LoadProblem.unless(
        phases.isEmpty() || !questions.any(),
        "a scenario has phases or questions; play two beside each other for both");
    LoadProblem.unless(
        pace.scale > 0 && pace.scale <= 1_000,
        "scale must be above 0 and at most 1000, was %s",
        pace.scale);
    LoadProblem.unless(
        aim.tokens().lifetime().compareTo(length(phases)) > 0,
        "tokens hold for %s only, the run lasts %s",
        aim.tokens().lifetime(),
        length(phases));
    var quiet = quietAfterDeaths(phases);
    LoadProblem.unless(
        quiet.compareTo(judging.notice) >= 0,
        "only %s follow the last phase with silent deaths; the server may take %s to notice them",
        quiet,
        judging.notice);
  }

  /**
   * Reads a scenario file over the defaults.
   *
   * @throws LoadProblem if there is no such file, it cannot be read as HOCON, or it names a setting
   *     that does not exist
   */
  public static Config read(Path scenario) {
    return read(scenario, Map.of());
  }

  /** Likewise; what the scenario takes from the environment is found here first. */
  public static Config read(Path scenario, Map<String, String> environment) {
    LoadProblem.unless(Files.isRegularFile(scenario), "there is no scenario at %s", scenario);
    try {
      var given = ConfigFactory.parseMap(environment);
      var defaults = ConfigFactory.load().getConfig("headcount.load");
      var all =
          ConfigFactory.parseFile(scenario.toFile())
              .withFallback(given)
              .withFallback(defaults)
              .resolve();
      KnownKeys.check(all, defaults.withFallback(given));
      return all;
    } catch (ConfigException broken) {
      throw new LoadProblem(String.valueOf(broken.getMessage()));
    }
  }

  /**
   * Puts scenario, command line and environment together.
   *
   * @param environment where {@code HEADCOUNT_TOKEN_KEY} may stand
   * @throws LoadProblem if a setting is out of its bounds
   */
  public static LoadSettings from(
      Config scenario, Overrides overrides, Map<String, String> environment) {
    try {
      return settings(scenario, overrides, environment);
    } catch (ConfigException missing) {
      throw new LoadProblem(String.valueOf(missing.getMessage()));
    }
  }

  private static LoadSettings settings(
      Config scenario, Overrides overrides, Map<String, String> environment) {
    var seed = overrides.seed.orElse(scenario.getLong("seed"));
    var scale = overrides.scale.orElse(scenario.getDouble("scale"));
    var reports = overrides.reports;
    return new LoadSettings(
        scenario.getString("name"),
        new Pace(
            seed == 0 ? ThreadLocalRandom.current().nextLong(1, 1_000_000_000) : seed,
            scale,
            scenario.getInt("processes"),
            reports == null ? Path.of(scenario.getString("reports")) : reports),
        CrowdShape.from(scenario.getConfig("crowd")),
        scenario.getConfigList("phases").stream().map(each -> Phase.from(each, scale)).toList(),
        AimSettings.from(scenario, overrides, environment),
        new Judging(
            scenario.getBoolean("judging.exact-only"),
            scenario.getDuration("judging.notice"),
            scenario.getIntList("judging.expected-closes"),
            Tolerance.from(scenario.getConfig("judging"))),
        Questions.from(scenario, scale));
  }

  private static Duration length(List<Phase> phases) {
    return phases.stream().map(Phase::lasts).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration quietAfterDeaths(List<Phase> phases) {
    var quiet = Duration.ZERO;
    for (var phase : phases.reversed()) {
      if (phase.number(Action.DEAF) + phase.number(Action.MUTE) > 0) {
        return quiet;
      }
      quiet = quiet.plus(phase.lasts());
    }
    return Duration.ofDays(1);
  }
}
