package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.app.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FaultsCommandTest {
  private static int run(StringWriter out, String... words) {
    return new CommandLine(new FaultsCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(out))
        .execute(words);
  }

  @Test
  void rowsAreListedWithWhatMustHold() {
    var out = new StringWriter();
    assertThat(run(out, "--list")).isZero();
    assertThat(out.toString().lines()).hasSize(Rows.all().size());
    Rows.all().forEach(row -> assertThat(out.toString()).contains(row.name(), row.must()));
  }

  @Test
  void namesOfRowsAreTheirOwn() {
    assertThat(new TreeSet<>(Rows.names())).hasSameSizeAs(Rows.names());
    assertThat(Rows.names()).allMatch(name -> name.matches("[a-z0-9-]{3,30}"));
  }

  @Test
  void anUnknownRowIsRefusedByName() {
    assertThatThrownBy(() -> Rows.named("host-killed,nothing"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'nothing'");
  }

  @Test
  void keptOutcomesBecomeATableWithoutAnyPlay(@TempDir Path data) throws Exception {
    var page = data.resolve("page.md");
    Files.writeString(page, "x\n" + FaultTable.BEGIN + "\n" + FaultTable.END + "\n");
    var row = Rows.names().getFirst();
    var where = new Where("m", "d", "c");
    new Results(data.resolve("outcomes"))
        .keep(new Outcome(row, "done", List.of("held"), List.of(), Map.of(), where));
    var out = new StringWriter();
    assertThat(run(out, "--data", data.toString(), "--write", page.toString())).isZero();
    assertThat(Files.readString(page)).contains("`" + row + "`", "held");
  }

  @Test
  void whatTheMachineLacksNamesItsPackage() {
    var needs = List.of(Need.program("no-such-program", "nothing"), Need.program("sh", "dash"));
    assertThat(Need.missing(needs))
        .containsExactly("the program no-such-program is missing: apt install nothing");
  }
}
