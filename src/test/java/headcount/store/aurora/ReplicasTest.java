package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.embedded.Mysql;
import headcount.embedded.TestMysql;
import headcount.store.aurora.Pools.Job;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers what, with a writer (server 1) and three real replicas of it (2, 3 and 4). */
class ReplicasTest {
  @TempDir Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static Config config(Mysql mysql) {
    var readers =
        mysql.readerUrls().stream()
            .map(url -> Map.of("url", url, "user", mysql.user(), "password", mysql.password()))
            .toList();
    var room = "headcount.store.aurora.";
    return ConfigFactory.parseMap(
            Map.of(
                room + "writer.url", mysql.jdbcUrl(),
                room + "writer.user", mysql.user(),
                room + "writer.password", mysql.password(),
                room + "readers", readers,
                room + "reader-connection-timeout", "5s"))
        .withFallback(ConfigFactory.load());
  }

  private static int server(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT @@server_id")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static void kill(Mysql mysql, int server) {
    var process = ProcessHandle.of(mysql.pids().get(server - 1)).orElseThrow();
    process.destroyForcibly();
    await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }

  @Test
  void analystsAreAnsweredByReplicasWhileOneLives() throws Exception {
    try (var mysql = TestMysql.withReaders(folder, 3)) {
      Migrations.migrate(mysql.jdbcUrl(), mysql.user(), mysql.password());
      var settings = AuroraSettings.from(config(mysql));
      try (var pools = Pools.open(settings, new Meters(registry), System::nanoTime)) {
        eachJobHasAReplicaOfItsOwn(pools);
        theirLagIsShown(pools);
        aLostOnesJobGoesToAnother(mysql, pools);
        withoutAReplicaTheWriterAnswers(mysql, pools);
      }
    }
  }

  private static void eachJobHasAReplicaOfItsOwn(Pools pools) throws SQLException {
    assertThat(got(pools.write(ReplicasTest::server))).isEqualTo(1);
    assertThat(got(pools.read(Job.RANKING, ReplicasTest::server))).isEqualTo(2);
    assertThat(got(pools.read(Job.HISTORY, ReplicasTest::server))).isEqualTo(3);
    assertThat(got(pools.read(Job.ANALYTICS, ReplicasTest::server))).isEqualTo(4);
    assertThat(pools.rollupNow(ReplicasTest::server)).contains(4);
  }

  private void theirLagIsShown(Pools pools) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              got(pools.change(ReplicaLag::mark));
              pools.ask();
              for (var pool : List.of("ranking", "history", "analytics")) {
                assertThat(
                        registry
                            .get("headcount.store.reader.lag.seconds")
                            .tag("pool", pool)
                            .gauge()
                            .value())
                    .isBetween(0.0, 60.0);
              }
            });
  }

  private static void aLostOnesJobGoesToAnother(Mysql mysql, Pools pools) {
    kill(mysql, 2);
    var answered = new HashSet<Integer>();
    for (int i = 0; i < 20; i++) {
      for (var job : Job.values()) {
        answered.add(got(pools.read(job, ReplicasTest::server)));
      }
    }
    assertThat(answered).isEqualTo(Set.of(3, 4));
    kill(mysql, 4);
    for (var job : Job.values()) {
      assertThat(got(pools.read(job, ReplicasTest::server))).isEqualTo(3);
    }
  }

  private static void withoutAReplicaTheWriterAnswers(Mysql mysql, Pools pools)
      throws SQLException {
    kill(mysql, 3);
    for (var job : Job.values()) {
      assertThat(got(pools.read(job, ReplicasTest::server))).isEqualTo(1);
    }
    assertThat(pools.rollupNow(ReplicasTest::server)).isEmpty();
    try (var connection = pools.writer().getConnection()) {
      assertThat(new AnalystsServer(pools).ask(connection, ReplicasTest::server)).isEqualTo(1);
    }
  }
}
