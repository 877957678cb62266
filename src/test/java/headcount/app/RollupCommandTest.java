package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.embedded.TestMysql;
import headcount.store.aurora.Migrations;
import java.sql.DriverManager;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RollupCommandTest {
  private final CommandRun command = new CommandRun(TestMysql.freshDatabase());

  @Test
  void aDayIsSummedByHand() throws Exception {
    Migrations.migrate(
        command.url(),
        TestMysql.user(),
        TestMysql.password(),
        Instant.parse("2026-03-01T12:00:00Z"));
    try (var connection =
            DriverManager.getConnection(command.url(), TestMysql.user(), TestMysql.password());
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO broadcasters VALUES (1, 'b', 'B')");
      statement.execute("INSERT INTO categories VALUES (1, 'c', 'C')");
      statement.execute(
          "INSERT INTO streams VALUES (1, 's', 1, 1, 'x', '2026-03-02 11:00:00', NULL)");
      statement.execute(
          "INSERT INTO viewer_history VALUES"
              + " (1, '2026-03-02 12:00:00', 1, 1, 3000, 0, 10, 10, 1, 1, 300, 300, 0, 1)");
      assertThat(command.run(0, "rollup", "2026-03-02", "2026-03-03", "--mysql", command.mysql()))
          .isEqualTo("288 slots and 1 business days summed\n");
      try (var row =
          statement.executeQuery(
              "SELECT CONCAT_WS(' ', day, viewer_seconds, final) FROM daily_statistics"
                  + " WHERE scope = 0")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("2026-03-02 3000 1");
        assertThat(row.next()).isFalse();
      }
    }
  }

  @Test
  void whatIsMistypedIsASentence() {
    assertThat(command.run(2, "rollup", "yesterday", "2026-03-03", "--mysql", command.mysql()))
        .contains("a time must look like 2026-11-20 or 2026-11-20T15:00:00Z, was yesterday");
    assertThat(command.run(2, "rollup", "2026-03-03", "2026-03-03", "--mysql", command.mysql()))
        .contains("FROM must be before TO");
  }
}
