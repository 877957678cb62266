package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.checkpoint.CheckpointSettings;
import headcount.store.aurora.AuroraSettings;
import headcount.store.redis.RedisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings files that ship in {@code conf/}. */
class ProfilesTest {
  private static final Path CONF = Path.of("conf");

  @TempDir Path folder;

  static Stream<Path> profiles() throws IOException {
    try (var files = Files.list(CONF)) {
      return files
          .filter(file -> file.toString().endsWith(".conf") && !file.endsWith("site.conf"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Config own(Path profile) {
    var keys =
        ConfigFactory.parseMap(
            Map.of(
                "headcount.access.device-key",
                "d".repeat(40),
                "headcount.access.viewer-key",
                "v".repeat(40)));
    return keys.withFallback(
        NodeConfig.ofFile(profile, Map.of(DevKeys.ENVIRONMENT, "t".repeat(40))));
  }

  @Test
  void thoseThatTheDocsNameAreThere() throws IOException {
    assertThat(profiles().map(file -> file.getFileName().toString()))
        .containsExactly("dev.conf", "edge.conf", "small.conf", "stream-host.conf");
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void passesTheChecksOfEveryRoom(Path profile) {
    var config = own(profile);
    assertThat(NodeSettings.from(config).socket().admission().maxConnections()).isPositive();
    assertThat(RedisSettings.from(config)).isNotNull();
    assertThat(AuroraSettings.from(config)).isNotNull();
    assertThat(CheckpointSettings.from(config)).isNotNull();
    assertThat(config.getStringList("pekko.cluster.seed-nodes")).isNotEmpty();
    assertThat(config.getStringList("pekko.cluster.roles")).isNotEmpty();
  }

  /** A misspelt key would be taken for nothing. */
  @ParameterizedTest
  @MethodSource("profiles")
  void namesNoSettingThatNobodyReads(Path profile) {
    var known = ConfigFactory.load("headcount/pekko.conf").withFallback(ConfigFactory.load());
    var unknown =
        Profile.of(profile).settings().entrySet().stream()
            .map(Map.Entry::getKey)
            .filter(key -> !key.startsWith("site.") && !known.hasPathOrNull(key))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void everySettingIsExplained(Path profile) throws IOException {
    for (Path file : new Path[] {profile, beside(profile)}) {
      var lines = Files.readAllLines(file);
      assertThat(lines.getFirst()).as("%s says what it is for", file).startsWith("# ");
      assertThat(lines.stream().filter(line -> line.strip().startsWith("#")).count())
          .as("comments of %s", file)
          .isGreaterThanOrEqualTo(lines.size() / 4);
    }
  }

  private static Path beside(Path profile) {
    return Path.of(profile.toString().replace(".conf", ".jvm"));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void aJvmTakesTheFlags(Path profile) throws Exception {
    var flags = Profile.of(profile).flags();
    assertThat(flags).containsExactly("@" + beside(profile).toAbsolutePath());
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, "-XX:+UseCompactObjectHeaders", flags.getFirst(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("version").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("version"))).isZero();
  }

  @Test
  void devLaysItsOwnSettingsOverAProfile() {
    var plan = new DevPlan(4, 0, null, null, 0, new DevPlan.Look("127.0.0.1", "5m"));
    DevConfig.of(
            plan,
            DevKeys.of(folder, Map.of()),
            java.util.List.of("redis://127.0.0.1:16379"),
            new JdbcAddress("jdbc:mysql://127.0.0.1:13306/headcount", "app", "headcount"),
            null)
        .over(Profile.of(CONF.resolve("small.conf")).settings())
        .write(folder);
    var config = NodeConfig.ofDev(folder, 3);
    assertThat(config.getInt("headcount.socket.loops")).isEqualTo(1);
    assertThat(config.getInt("headcount.socket.port")).isEqualTo(9083);
    assertThat(config.getStringList("pekko.cluster.roles")).containsExactly("edge");
    assertThat(config.getStringList("pekko.cluster.seed-nodes")).hasSize(3);
  }

  @Test
  void aProfileThatIsNotThereOrNoHoconIsRefused() throws IOException {
    assertThatThrownBy(() -> Profile.of(folder.resolve("none.conf")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("none.conf");
    var broken = Files.writeString(folder.resolve("broken.conf"), "headcount { socket");
    assertThatThrownBy(() -> Profile.of(broken))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("broken.conf");
  }
}
