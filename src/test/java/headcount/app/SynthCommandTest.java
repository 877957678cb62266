package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.embedded.TestMysql;
import headcount.store.aurora.Migrations;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SynthCommandTest {
  private final CommandRun command = new CommandRun(TestMysql.freshDatabase());

  @Test
  void aDatabaseIsFilledOnce() {
    Migrations.migrate(command.url(), TestMysql.user(), TestMysql.password());
    String[] line = {
      "synth", "--days", "2", "--streams", "3", "--sessions", "100", "--mysql", command.mysql()
    };
    assertThat(command.run(0, line)).contains("broadcasts, ").contains(" 2 days summed: ");
    assertThat(command.run(1, line)).contains("synthetic broadcasts; empty it first");
  }

  @Test
  void whatIsMistypedIsASentence() {
    assertThat(command.run(2, "synth", "--streams", "0", "--mysql", command.mysql()))
        .contains("streams must be 1 to 50,000, was 0");
    assertThat(
            command.run(2, "synth", "--until", "2999-01-01T00:00:00Z", "--mysql", command.mysql()))
        .contains("--until must not lie ahead");
  }

  @Test
  void theBarSaysHowLongItTakes() {
    assertThat(FillingBar.line(0.25, 500_000, TimeUnit.SECONDS.toNanos(10)))
        .isEqualTo(
            "[########......................]  25 % | 500,000 rows | 50,000 rows/s | 0:30 left");
  }
}
