package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.embedded.TestMysql;
import headcount.store.aurora.Migrations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionsCommandTest {
  private final String url = TestMysql.freshDatabase();

  private String run(int exitCode, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    var code = line.execute(args);
    assertThat(code).as(out + "\n" + err).isEqualTo(exitCode);
    return out.toString() + err;
  }

  private String mysql() {
    return url
        + (url.contains("?") ? "&" : "?")
        + "user="
        + TestMysql.user()
        + "&password="
        + TestMysql.password();
  }

  @Test
  void thePlanIsPrintedAndThenDone() {
    var longAgo = Instant.parse("2020-01-01T00:00:00Z");
    Migrations.migrate(url, TestMysql.user(), TestMysql.password(), longAgo);
    var plan = run(0, "partitions", "--plan", "--mysql", mysql());
    assertThat(plan)
        .contains("ALTER TABLE user_sessions REORGANIZE PARTITION pmax INTO (")
        .contains("ALTER TABLE user_sessions DROP PARTITION p20200101, p20200102")
        .contains("ANALYZE TABLE users, ")
        .contains("-- which indexes are used is unknown");
    assertThat(run(0, "partitions", "--plan", "--mysql", mysql())).isEqualTo(plan);
    // three tables with three months from January 2020, and four days of sessions
    assertThat(run(0, "partitions", "--mysql", mysql())).contains(" made, 13 dropped");
    assertThat(run(0, "partitions", "--plan", "--mysql", mysql()))
        .startsWith("-- nothing is due")
        .doesNotContain("ALTER");
  }

  @Test
  void aDatabaseWithoutTablesIsASentence() {
    assertThat(run(1, "partitions", "--plan", "--mysql", mysql()))
        .startsWith("headcount: the database: ")
        .contains("audience_slots' doesn't exist")
        .doesNotContain("at headcount.");
  }
}
