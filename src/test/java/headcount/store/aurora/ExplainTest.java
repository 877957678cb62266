package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.store.aurora.ReaderStatements.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * How the database means to answer every question that a reader may be asked: by the expected
 * index, from the partitions asked for, without going through a whole table, and, where there is an
 * order to keep, without sorting.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainTest {
  private record Line(
      @Nullable String table,
      @Nullable String partitions,
      @Nullable String type,
      @Nullable String key,
      String extra) {}

  /** Months are made two ahead, days three. */
  private final AuroraFixture database = AuroraFixture.at(Instant.parse("2026-10-01T00:00:00Z"));

  @BeforeAll
  void fill() throws SQLException {
    new ManyRows(database).fill();
  }

  @AfterAll
  void close() {
    database.close();
  }

  @TestFactory
  Stream<DynamicTest> everyQuestionIsAnsweredByItsIndex() {
    return ReaderStatements.ALL.stream()
        .map(
            asked ->
                DynamicTest.dynamicTest(
                    asked.statement() + " " + asked.values(), () -> assertPlan(asked)));
  }

  private void assertPlan(Asked asked) throws SQLException {
    var plan = plan(asked);
    var base =
        plan.stream().filter(line -> line.table != null && !line.table.startsWith("<")).toList();
    assertThat(base).as("%s", plan).isNotEmpty();
    assertThat(base.stream().map(line -> line.table + " " + line.key).toList())
        .as("%s", plan)
        .containsExactlyInAnyOrderElementsOf(asked.keys());
    for (var line : base) {
      assertThat(line.type).as("%s", plan).isNotIn("ALL", "index");
      if (line.partitions != null) {
        assertThat(line.partitions).as("%s", plan).isEqualTo(asked.partitions());
      }
    }
    if (asked.partitions() != null) {
      assertThat(base).as("%s", plan).anyMatch(line -> line.partitions != null);
    }
    if (!asked.sorted()) {
      assertThat(plan).as("%s", plan).noneMatch(line -> line.extra.contains("filesort"));
    }
  }

  private List<Line> plan(Asked asked) throws SQLException {
    var text = Sql.of(asked.statement());
    var listed = asked.values().size() - (int) text.chars().filter(c -> c == '?').count();
    var sql = text.contains(":list") ? Sql.list(asked.statement(), listed) : text;
    try (var connection = database.connection();
        var explain = connection.prepareStatement("EXPLAIN " + sql)) {
      for (int i = 0; i < asked.values().size(); i++) {
        explain.setObject(i + 1, asked.values().get(i));
      }
      try (var row = explain.executeQuery()) {
        var out = new ArrayList<Line>();
        while (row.next()) {
          var extra = row.getString("Extra");
          out.add(
              new Line(
                  row.getString("table"),
                  row.getString("partitions"),
                  row.getString("type"),
                  row.getString("key"),
                  extra == null ? "" : extra));
        }
        return out;
      }
    }
  }

  /** The oldest step is read off an index's end, in no more than a row of each partition. */
  @Test
  void theOldestStepIsLookedUp() throws SQLException {
    var plan = plan(Asked.of("oldest_history", List.of()));
    assertThat(plan).hasSize(1);
    assertThat(plan.getFirst().extra).isEqualTo("Select tables optimized away");
  }

  /** Most broadcasters have no growth, and an index read from that end would pass all of them. */
  @Test
  void moversAreLookedForAmongThoseThatHaveGrowth() throws SQLException {
    for (var asked :
        List.of(
            Asked.of("movers_up", List.of(ReaderStatements.DAY, 25)),
            Asked.of("movers_down", List.of(ReaderStatements.DAY, 25)),
            Asked.of("movers_up_of_category", List.of(7, ReaderStatements.DAY, 25)),
            Asked.of("movers_down_of_category", List.of(7, ReaderStatements.DAY, 25)))) {
      var plan = plan(asked);
      assertThat(plan).as("%s", plan).singleElement().matches(line -> "range".equals(line.type));
    }
  }

  /** A new statement is explained here, or named as one that no reader is asked. */
  @Test
  void everyStatementIsKnownHere() throws Exception {
    try (var files = Files.list(Path.of("src/main/resources/headcount/store/aurora"))) {
      var names =
          files
              .map(file -> file.getFileName().toString().replace(".sql", ""))
              .filter(name -> !name.startsWith("synth_")) // fill a database, and are asked by hand
              .collect(Collectors.toCollection(TreeSet::new));
      var known =
          Stream.concat(
                  ReaderStatements.ALL.stream().map(Asked::statement),
                  ReaderStatements.NOT_FOR_READERS.stream())
              .collect(Collectors.toCollection(TreeSet::new));
      known.add("oldest_history");
      assertThat(known).isEqualTo(names);
    }
  }
}
