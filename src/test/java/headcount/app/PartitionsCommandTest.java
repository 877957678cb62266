package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.embedded.TestMysql;
import headcount.store.aurora.Migrations;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionsCommandTest {
  private final CommandRun command = new CommandRun(TestMysql.freshDatabase());

  @Test
  void thePlanIsPrintedAndThenDone() {
    var longAgo = Instant.parse("2020-01-01T00:00:00Z");
    Migrations.migrate(command.url(), TestMysql.user(), TestMysql.password(), longAgo);
    var plan = command.run(0, "partitions", "--plan", "--mysql", command.mysql());
    assertThat(plan)
        .contains("ALTER TABLE user_sessions REORGANIZE PARTITION pmax INTO (")
        .contains("ALTER TABLE user_sessions DROP PARTITION p20200101, p20200102")
        .contains("ANALYZE TABLE users, ")
        .contains("-- which indexes are used is unknown");
    assertThat(command.run(0, "partitions", "--plan", "--mysql", command.mysql())).isEqualTo(plan);
    // three tables with three months from January 2020, and four days of sessions
    assertThat(command.run(0, "partitions", "--mysql", command.mysql()))
        .contains(" made, 13 dropped");
    assertThat(command.run(0, "partitions", "--plan", "--mysql", command.mysql()))
        .startsWith("-- nothing is due")
        .doesNotContain("ALTER");
  }

  @Test
  void aDatabaseWithoutTablesIsASentence() {
    assertThat(command.run(1, "partitions", "--plan", "--mysql", command.mysql()))
        .startsWith("headcount: the database: ")
        .contains("audience_slots' doesn't exist")
        .doesNotContain("at headcount.");
  }
}
