package headcount.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisTest {
  @TempDir Path folder;

  private static Redis start(Redis.Place place) {
    return Redis.start(TestFolder.SETTINGS, TestFolder.PARTS, place);
  }

  @Test
  void countsSurviveARestart() throws Exception {
    var place = new Redis.Place(folder, FreePorts.one(), false);
    try (var _ = start(place)) {
      RedisWire.ask(place.port(), "HSET", "live:stream:{s1}", "viewers", "12");
    }
    try (var again = start(place)) {
      assertThat(RedisWire.ask(place.port(), "HGET", "live:stream:{s1}", "viewers"))
          .isEqualTo("12");
      assertThat(again.isAlive()).isTrue();
    }
  }

  @Test
  void itsCommandLineSaysHowToStartItAgain() throws Exception {
    var place = new Redis.Place(folder, FreePorts.one(), false);
    try (var redis = start(place)) {
      var line = Files.readString(Path.of("/proc/" + redis.pids().getFirst() + "/cmdline"));
      assertThat(line.split("\0"))
          .contains("--port", Integer.toString(place.port()), "--appendonly");
    }
  }

  @Test
  void takenPortIsNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var place = new Redis.Place(folder, taken.getLocalPort(), false);
      assertThatThrownBy(() -> start(place))
          .isInstanceOf(EmbeddedFailure.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()))
          .hasMessageContaining("(Redis)")
          .hasMessageContaining("--port-offset");
    }
  }

  @Test
  void clusterKeepsItsDataWhenItMovesToOtherPorts() throws Exception {
    var first = FreePorts.row(6);
    try (var cluster = start(new Redis.Place(folder, first, true))) {
      assertThat(cluster.pids()).hasSize(6);
      put(first, "live:stream:{s1}", "12");
    }
    var next = FreePorts.row(6);
    try (var _ = start(new Redis.Place(folder, next, true))) {
      assertThat(get(next, "live:stream:{s1}")).isEqualTo("12");
    }
  }

  @Test
  void replicaTakesOverFromAKilledMaster() throws Exception {
    var first = FreePorts.row(6);
    try (var cluster = start(new Redis.Place(folder, first, true))) {
      ProcessHandle.of(cluster.pids().getFirst()).ifPresent(ProcessHandle::destroyForcibly);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> RedisWire.ask(first + 3, "ROLE").startsWith("master"));
      assertThat(cluster.isAlive()).isFalse();
    }
  }

  @Test
  void whatWasKilledIsStartedAgainWithWhatItHeld() throws Exception {
    var place = new Redis.Place(folder, FreePorts.one(), false);
    try (var redis = start(place)) {
      RedisWire.ask(place.port(), "SET", "live:stream:{s1}", "12");
      killAllAndStartAgain(redis);
      assertThat(RedisWire.ask(place.port(), "GET", "live:stream:{s1}")).isEqualTo("12");
    }
  }

  @Test
  void aClusterOfWhichAllWereKilledIsOneAgain() throws Exception {
    var first = FreePorts.row(6);
    try (var cluster = start(new Redis.Place(folder, first, true))) {
      put(first, "live:stream:{s1}", "12");
      killAllAndStartAgain(cluster);
      assertThat(get(first, "live:stream:{s1}")).isEqualTo("12");
    }
  }

  /** That a child has ended may be known a moment later. */
  private static void killAllAndStartAgain(Redis redis) {
    var former = redis.pids();
    former.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              redis.startAgain();
              assertThat(redis.pids()).doesNotContainAnyElementsOf(former);
              assertThat(redis.isAlive()).isTrue();
            });
  }

  @Test
  void staticProgramServesWhereOpenSslIsMissing() throws Exception {
    var names = List.of("redis-server-6.2.7-linux-386");
    var program = RedisProgram.first(TestFolder.PARTS, names);
    var place = new Redis.Place(folder, FreePorts.one(), false);
    try (var redis = RedisSingle.start(TestFolder.SETTINGS, program, place)) {
      assertThat(redis.isAlive()).isTrue();
      assertThat(RedisWire.ask(place.port(), "INFO", "server")).contains("arch_bits:32");
    }
  }

  private static void put(int first, String key, String value) throws Exception {
    RedisWire.ask(owner(first, key), "SET", key, value);
  }

  private static String get(int first, String key) throws Exception {
    return RedisWire.ask(owner(first, key), "GET", key);
  }

  /** The port of the key's master, as the cluster itself says: start, end, address, port. */
  private static int owner(int first, String key) throws Exception {
    var slot = Integer.parseInt(RedisWire.ask(first, "CLUSTER", "KEYSLOT", key));
    for (var range : RedisWire.ask(first, "CLUSTER", "NODES").lines().toList()) {
      var fields = range.split(" ", -1);
      for (var i = 8; i < fields.length; i++) {
        var ends = fields[i].split("-", -1);
        if (Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[1])) {
          return Integer.parseInt(fields[1].replaceAll(".*:(\\d+)@.*", "$1"));
        }
      }
    }
    throw new AssertionError("nobody owns slot " + slot);
  }
}
