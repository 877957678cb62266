package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionUpkeepTest {
  private static final Instant NOW = Instant.parse("2026-11-21T15:30:00Z"); // the 22nd in Seoul
  private final AuroraFixture database = AuroraFixture.at(NOW);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    database.close();
  }

  private Instant now = NOW;
  private final PartitionUpkeep upkeep =
      new PartitionUpkeep(
          database.stores.pools(),
          AuroraSettings.from(AuroraFixture.config(database.url, Map.of())).upkeep(),
          new Meters(registry),
          () -> now);

  private void round(Instant at) {
    now = at;
    upkeep.round().toCompletableFuture().join();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private List<String> partitions(String table) {
    return database.rows(
        "SELECT partition_name FROM information_schema.partitions WHERE table_schema = DATABASE()"
            + " AND table_name = '"
            + table
            + "' ORDER BY partition_ordinal_position");
  }

  @Test
  void roomIsMadeAheadAndExpiredRowsGo() {
    database.run("INSERT INTO user_sessions VALUES ('2026-11-22 01:00:00', 1, 1, 1, 1, 1, 0)");
    database.run("INSERT INTO user_sessions VALUES ('2026-12-11 01:00:00', 1, 1, 2, 1, 1, 0)");
    database.run("INSERT INTO audience_slots VALUES (1, '2024-01-01', 1, 1, 1, 1, 1, 1, 1)");
    database.run("INSERT INTO audience_slots VALUES (1, '2026-11-11', 1, 1, 1, 1, 1, 1, 1)");
    round(NOW.plus(Duration.ofDays(20)));
    assertThat(partitions("user_sessions"))
        .startsWith("p20261205", "p20261206")
        .endsWith("p20261215", "pmax")
        .hasSize(12);
    assertThat(partitions("viewer_history"))
        .containsExactly("p202611", "p202612", "p202701", "p202702", "pmax");
    // what had gone to the last partition lies in its own now
    assertThat(database.rows("SELECT session_id FROM user_sessions PARTITION (p20261211)"))
        .containsExactly("2");
    assertThat(database.rows("SELECT COUNT(*) FROM user_sessions")).containsExactly("1");
    assertThat(database.rows("SELECT at FROM audience_slots"))
        .containsExactly("2026-11-11 00:00:00");
    assertThat(gauge("headcount.partitions.overflowing")).isZero();
  }

  @Test
  void rowsInTheLastPartitionAreAnAlarm() {
    database.run("INSERT INTO user_sessions VALUES ('2030-12-11 01:00:00', 1, 1, 3, 1, 1, 0)");
    round(NOW);
    assertThat(gauge("headcount.partitions.overflowing")).isEqualTo(1);
  }

  @Test
  void aSecondRoundAtTheSameTimeHasNothingToDo() throws Exception {
    round(NOW);
    try (var connection = database.connection()) {
      var plan = new UpkeepPlan(new Retention(7, 13, 25, 25, 35), Duration.ofHours(24));
      assertThat(plan.of(Partitions.standing(connection), NOW)).isEmpty();
    }
    assertThat(database.rows("SELECT done_to FROM job_progress WHERE job = 'statistics'"))
        .containsExactly("2026-11-21 15:30:00");
  }

  @Test
  void whoeverHoldsTheLockKeepsOthersOut() throws Exception {
    try (var connection = database.connection();
        var other = database.connection()) {
      var inside =
          NamedLock.during(
              connection, "chore", 0, () -> NamedLock.during(other, "chore", 0, () -> 1));
      assertThat(inside).contains(java.util.Optional.empty());
      assertThat(NamedLock.during(other, "chore", 0, () -> 2)).contains(2);
    }
  }

  @Test
  void noIndexOfTheSchemaIsADuplicate() {
    round(NOW);
    assertThat(gauge("headcount.indexes.duplicate")).isZero();
    database.run("CREATE INDEX twice ON viewer_history (at, category_key)");
    round(NOW);
    assertThat(gauge("headcount.indexes.duplicate")).isEqualTo(1);
  }
}
