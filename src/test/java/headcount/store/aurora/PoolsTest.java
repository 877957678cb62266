package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigValueFactory;
import headcount.embedded.TestMysql;
import headcount.store.aurora.AuroraSettings.Budget;
import headcount.store.aurora.AuroraSettings.Wrapper;
import headcount.store.aurora.Pools.Job;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static final String NOWHERE = "jdbc:mysql://127.0.0.1:1/headcount";

  private static Pools pools(SimpleMeterRegistry meters, String writer, String... readers) {
    return pools(meters, "auto", "5s", writer, List.of(readers));
  }

  /**
   * @param patience with readers; short where one is asked in vain
   */
  private static Pools pools(
      SimpleMeterRegistry meters,
      String wrapper,
      String patience,
      String writer,
      List<String> readers) {
    Map<String, Object> more =
        Map.of(
            "headcount.store.aurora.aws-wrapper",
            wrapper,
            "headcount.store.aurora.writer.url",
            writer,
            "headcount.store.aurora.connection-timeout",
            "1500ms",
            "headcount.store.aurora.validation-timeout",
            "1s",
            "headcount.store.aurora.reader-connection-timeout",
            patience,
            "headcount.store.aurora.readers",
            ConfigValueFactory.fromIterable(
                readers.stream()
                    .map(
                        url ->
                            Map.of(
                                "url", url,
                                "user", TestMysql.user(),
                                "password", TestMysql.password()))
                    .toList()));
    var settings = AuroraSettings.from(AuroraFixture.config(writer, more));
    return Pools.open(settings, new Meters(meters), System::nanoTime);
  }

  private static String database(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT DATABASE(), @@session.time_zone")) {
      row.next();
      assertThat(row.getString(2)).isEqualTo("+00:00");
      return row.getString(1);
    }
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
  }

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void eachKindOfQuestionHasAReplicaOfItsOwn() {
    var writer = TestMysql.freshDatabase();
    var replicas =
        List.of(TestMysql.freshDatabase(), TestMysql.freshDatabase(), TestMysql.freshDatabase());
    try (var pools = pools(new SimpleMeterRegistry(), writer, replicas.toArray(String[]::new))) {
      var asked = List.of(Job.RANKING, Job.HISTORY, Job.ANALYTICS);
      for (int i = 0; i < 3; i++) {
        assertThat(got(pools.read(asked.get(i), PoolsTest::database)))
            .isEqualTo(name(replicas.get(i)));
      }
      assertThat(got(pools.write(PoolsTest::database))).isEqualTo(name(writer));
    }
  }

  @Test
  void aLostReplicasQuestionsGoToAnotherAndThenToTheWriter() {
    var writer = TestMysql.freshDatabase();
    var replica = TestMysql.freshDatabase();
    var meters = new SimpleMeterRegistry();
    try (var pools = pools(meters, writer, NOWHERE, replica)) {
      assertThat(got(pools.read(Job.RANKING, PoolsTest::database))).isEqualTo(name(replica));
      assertThat(meters.get("headcount.store.reader.fallbacks").counter().count()).isEqualTo(1);
    }
    try (var pools = pools(meters, "auto", "500ms", writer, List.of(NOWHERE))) {
      assertThat(got(pools.read(Job.HISTORY, PoolsTest::database))).isEqualTo(name(writer));
    }
  }

  @Test
  void aPlainServerIsReachedThroughTheWrapperToo() {
    var writer = TestMysql.freshDatabase();
    try (var pools = pools(new SimpleMeterRegistry(), "on", "5s", writer, List.of())) {
      assertThat(got(pools.write(PoolsTest::database))).isEqualTo(name(writer));
    }
  }

  @Test
  void poolsOpenWhileTheDatabaseIsDown() {
    try (var pools = pools(new SimpleMeterRegistry(), NOWHERE)) {
      assertThat(pools.write(PoolsTest::database).toCompletableFuture())
          .failsWithin(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFailingStatementIsNotAskedElsewhere() {
    var writer = TestMysql.freshDatabase();
    var meters = new SimpleMeterRegistry();
    try (var pools = pools(meters, writer)) {
      var failing =
          pools.read(
              Job.RANKING,
              connection -> {
                try (var statement = connection.createStatement()) {
                  return statement.execute("SELECT nonsense");
                }
              });
      assertThat(failing.toCompletableFuture()).failsWithin(20, TimeUnit.SECONDS);
      assertThat(meters.get("headcount.store.reader.fallbacks").counter().count()).isZero();
    }
  }

  @Test
  void aStatementThatTakesTooLongIsBrokenOff() {
    var writer = TestMysql.freshDatabase();
    var meters = new SimpleMeterRegistry();
    try (var pools = pools(meters, writer)) {
      assertThatThrownBy(() -> got(pools.read(Job.RANKING, PoolsTest::endless)))
          .hasStackTraceContaining("maximum statement execution time exceeded");
      assertThat(meters.get("headcount.store.reader.fallbacks").counter().count()).isZero();
    }
  }

  private static boolean endless(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.execute(
          "WITH RECURSIVE n AS (SELECT 1 x UNION ALL SELECT x + 1 FROM n WHERE x < 1000)"
              + " SELECT COUNT(*) FROM n a, n b, n c, n d");
    }
  }

  @Test
  void whileAReaderLivesTheWriterIsNotAskedHoweverBusyTheReadersAre() {
    var writer = TestMysql.freshDatabase();
    var replica = TestMysql.freshDatabase();
    var meters = new SimpleMeterRegistry();
    var enough = new CountDownLatch(1);
    try (var pools = pools(meters, writer, replica)) {
      var all = new ArrayList<CompletionStage<String>>();
      for (var job : Job.values()) {
        for (int i = 0; i < 4; i++) { // each pool's four connections
          var held = new CountDownLatch(1);
          all.add(
              pools.read(
                  job,
                  connection -> {
                    var name = database(connection);
                    held.countDown();
                    await(enough);
                    return name;
                  }));
          await(held);
        }
      }
      assertThatThrownBy(() -> got(pools.read(Job.HISTORY, PoolsTest::database)))
          .hasCauseInstanceOf(PoolBusy.class)
          .hasMessageContaining("every connection of the pool history is in use");
      enough.countDown();
      for (var each : all) {
        assertThat(got(each)).isEqualTo(name(replica));
      }
      assertThat(got(pools.read(Job.HISTORY, PoolsTest::database))).isEqualTo(name(replica));
    }
  }

  private static void await(CountDownLatch enough) {
    try {
      assertThat(enough.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theClustersConnectionsAreShared() {
    assertThat(new Budget(100, 5).reader()).isEqualTo(4);
    assertThat(new Budget(100, 5).writer()).isEqualTo(8);
    assertThat(new Budget(4, 1).writer()).isEqualTo(1);
    assertThatThrownBy(() -> new Budget(100, 26)).hasMessageContaining("was 100 for 26");
  }

  @Test
  void theWrapperIsForAurora() {
    assertThat(Wrapper.AUTO.wraps("jdbc:mysql://x.cluster-y.eu-west-1.rds.amazonaws.com/h"))
        .isTrue();
    assertThat(Wrapper.AUTO.wraps("jdbc:mysql://127.0.0.1:3306/h")).isFalse();
    assertThat(Wrapper.ON.wraps("jdbc:mysql://127.0.0.1:3306/h")).isTrue();
  }

  @Test
  void whoAsksADatabaseWithoutTablesIsToldToMigrate() {
    try (var pools = pools(new SimpleMeterRegistry(), TestMysql.freshDatabase())) {
      assertThatThrownBy(() -> got(pools.write(PoolsTest::titles)))
          .hasMessageContaining("run ./headcount migrate")
          .hasMessageContaining("streams");
    }
  }

  private static boolean titles(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.execute("SELECT title FROM streams");
    }
  }
}
