package headcount.load;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes a run aims at, and as whom.
 *
 * @param targets HTTP addresses of nodes; none: those that answer from the first port on
 * @param firstPort where probing for nodes on this machine begins, the offset included
 * @param managementGap management port minus HTTP port; zero: management is never asked
 * @param sockets from where and with which buffers sockets are opened
 * @param tokens how viewers' tokens are made
 * @param rhythms of heartbeats and of the question who is ready
 */
record AimSettings(
    List<URI> targets,
    int firstPort,
    int managementGap,
    Sockets sockets,
    Tokens tokens,
    Rhythms rhythms) {

  /**
   * How regularly tabs and the balancer before them do what they do.
   *
   * @param heartbeats share of tabs that send heartbeats; the others only answer the server's pings
   * @param readyEvery how often nodes are asked whether they take viewers; zero: never
   * @param nap how long a tab that naps reads nothing
   */
  record Rhythms(double heartbeats, Duration readyEvery, Duration nap) {}

  /**
   * How sockets are opened.
   *
   * @param sources local addresses that they start from, in turn; none: the kernel chooses
   * @param receiveBuffer bytes the kernel keeps for a reader; zero: as it likes
   */
  record Sockets(List<InetAddress> sources, int receiveBuffer) {
    /** As the kernel likes. */
    static final Sockets PLAIN = new Sockets(List.of(), 0);

    Sockets {
      sources = List.copyOf(sources);
      LoadProblem.unless(
          receiveBuffer == 0 || (receiveBuffer >= 1_024 && receiveBuffer <= 16_777_216),
          "receive-buffer must be 0 or 1 KiB to 16 MiB, was %s bytes",
          receiveBuffer);
    }
  }

  /**
   * How viewers' tokens are made.
   *
   * @param key text of the HS256 key, from the environment; none: it is in the file
   * @param file where the key lies otherwise
   * @param lifetime how long a token holds
   */
  record Tokens(@Nullable String key, Path file, Duration lifetime) {}

  private static final Duration LONGEST_NAP = Duration.ofSeconds(50);

  AimSettings {
    targets = List.copyOf(targets);
    for (var target : targets) {
      LoadProblem.unless(
          "http".equals(target.getScheme()) && target.getHost() != null,
          "a target must look like http://127.0.0.1:8080, was %s",
          target);
    }
    LoadProblem.unless(
        firstPort >= 1 && firstPort <= 65_535,
        "the first port to probe must be 1 to 65535, was %s",
        firstPort);
    LoadProblem.unless(
        rhythms.heartbeats >= 0 && rhythms.heartbeats <= 1,
        "heartbeats must be 0 to 1, was %s",
        rhythms.heartbeats);
    LoadProblem.unless(
        rhythms.nap.toMillis() >= 100 && rhythms.nap.compareTo(LONGEST_NAP) <= 0,
        "nap must be 100 ms to %s, was %s",
        LONGEST_NAP,
        rhythms.nap);
    LoadProblem.unless(
        managementGap >= 0 && managementGap <= 65_535,
        "management-gap must be 0 to 65535, was %s",
        managementGap);
  }

  static AimSettings from(
      Config scenario, LoadSettings.Overrides overrides, Map<String, String> environment) {
    var offset = overrides.portOffset().orElse(scenario.getInt("port-offset"));
    return new AimSettings(
        overrides.targets().isEmpty()
            ? scenario.getStringList("targets").stream().map(URI::create).toList()
            : overrides.targets(),
        scenario.getInt("first-port") + offset,
        scenario.getInt("management-gap"),
        new Sockets(
            Sources.named(scenario.getStringList("sources")),
            Math.toIntExact(scenario.getBytes("receive-buffer"))),
        tokens(scenario, overrides, environment),
        new Rhythms(
            scenario.getDouble("heartbeats"),
            scenario.getDuration("ready-every"),
            scenario.getDuration("nap")));
  }

  /** How so many sockets to these targets are opened: with more addresses where one is too few. */
  Sockets sockets(List<Target> found, long number) {
    return new Sockets(Sources.enough(sockets.sources, found, number), sockets.receiveBuffer);
  }

  private static Tokens tokens(
      Config scenario, LoadSettings.Overrides overrides, Map<String, String> environment) {
    var named = overrides.tokenKeyFile();
    var file = named == null ? Path.of(scenario.getString("token.key-file")) : named;
    var key = named == null ? environment.get("HEADCOUNT_TOKEN_KEY") : null;
    return new Tokens(key, file, scenario.getDuration("token.lifetime"));
  }
}
