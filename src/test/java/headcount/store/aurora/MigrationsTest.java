package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.embedded.TestMysql;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T15:30:00Z"); // the 22nd in Seoul

  private static String partitions(AuroraFixture database, String table) {
    return String.join(
        " ",
        database.rows(
            "SELECT partition_name FROM information_schema.partitions WHERE table_schema ="
                + " DATABASE() AND table_name = '"
                + table
                + "' ORDER BY partition_ordinal_position"));
  }

  @Test
  void everyTableStandsWithRoomForNowAndNext() {
    try (var database = AuroraFixture.at(NOW)) {
      assertThat(database.rows("SHOW TABLES"))
          .contains(
              "users",
              "broadcasters",
              "categories",
              "streams",
              "current_viewers",
              "viewer_history",
              "user_sessions",
              "daily_statistics",
              "audience_slots",
              "audience_sketches",
              "event_journal",
              "event_tag",
              "snapshot",
              "projection_offsets",
              "job_progress");
      assertThat(partitions(database, "viewer_history")).isEqualTo("p202611 p202612 p202701 pmax");
      assertThat(partitions(database, "daily_statistics"))
          .isEqualTo("p202611 p202612 p202701 pmax");
      assertThat(partitions(database, "user_sessions"))
          .isEqualTo("p20261122 p20261123 p20261124 p20261125 pmax");
      assertThat(
              database.rows(
                  "SELECT partition_description FROM information_schema.partitions WHERE"
                      + " table_schema = DATABASE() AND partition_name IN ('p202611', 'p20261122')"
                      + " ORDER BY table_name"))
          .containsExactly(
              "'2026-12-01'", "'2026-12-01'", "'2026-11-22 15:00:00'", "'2026-11-30 15:00:00'");
      assertThat(database.rows("SHOW COLUMNS FROM event_journal LIKE 'event_payload'").getFirst())
          .contains("mediumblob");
    }
  }

  @Test
  void migratingTwiceChangesNothing() {
    try (var database = AuroraFixture.at(NOW)) {
      var again = Migrations.migrate(database.url, TestMysql.user(), TestMysql.password(), NOW);
      assertThat(again.applied()).isZero();
      assertThat(again.partitions()).isZero();
      assertThat(again.version()).isEqualTo("7");
    }
  }

  @Test
  void aNewerDatabaseIsLeftAlone() {
    try (var database = AuroraFixture.at(NOW)) {
      database.run(
          "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, execution_time, success) VALUES (99, '9', 'later', 'SQL',"
              + " 'V9__later.sql', 1, 'x', 1, 1)");
      assertThatThrownBy(
              () -> Migrations.migrate(database.url, TestMysql.user(), TestMysql.password(), NOW))
          .isInstanceOf(NewerDatabase.class)
          .hasMessageContaining("schema version 9, this Headcount knows up to 7");
    }
  }
}
