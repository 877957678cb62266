package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.app.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTableTest {
  private static final Where WHERE = new Where("2 cores, 24 GiB, Linux", "2026-01-02", "abc");
  private static final Outcome FINE =
      new Outcome(
          "fine",
          "a | b",
          List.of("one held", "two held"),
          List.of(),
          Map.of(Figure.LOWEST, 99.876, Figure.LOST, 0.0),
          WHERE);
  private static final Outcome BROKEN =
      new Outcome("bad", "c", List.of("one held"), List.of("it fell"), Map.of(), WHERE);

  @Test
  void everyRowIsALineWithItsFigures() {
    var lines = FaultTable.of(List.of(FINE)).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("Machine: 2 cores, 24 GiB, Linux.");
    assertThat(lines.getLast())
        .isEqualTo(
            "| `fine` | a \\| b | one held; two held | 99.88 | – | – | – | – | 0 | – | –"
                + " | 2026-01-02 abc |");
    assertThat(lines).as("machine, blank, head, rule, row").hasSize(5);
  }

  @Test
  void whatDoesNotHoldSaysSo() {
    assertThat(FaultTable.of(List.of(BROKEN)))
        .contains("| **fails:** `bad` | c | **not:** it fell; one held |");
  }

  @Test
  void theTableReplacesWhatStoodBetweenTheMarks() {
    var page = "before\n" + FaultTable.BEGIN + "\nold\n" + FaultTable.END + "\nafter\n";
    var once = FaultTable.within(page, List.of(FINE));
    assertThat(once).startsWith("before\n").endsWith("\nafter\n").doesNotContain("old");
    assertThat(FaultTable.within(once, List.of(FINE))).isEqualTo(once);
  }

  @Test
  void aPageWithoutMarksIsRefused() {
    assertThatThrownBy(() -> FaultTable.within("nothing", List.of(FINE)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(FaultTable.BEGIN);
  }

  @Test
  void outcomesAreKeptAsTheyWere(@TempDir Path folder) {
    var results = new Results(folder);
    results.keep(BROKEN);
    results.keep(FINE);
    assertThat(results.kept(List.of("fine", "unplayed", "bad"))).containsExactly(FINE, BROKEN);
  }
}
