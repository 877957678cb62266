package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which partitions the statements that sum look at. */
class RollupPartitionsTest {
  private final AuroraFixture database = AuroraFixture.at(Instant.parse("2026-11-20T03:00:00Z"));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void statementsLookAtNoMorePartitionsThanTheyNeed() {
    assertThat(
            partitions(
                "slots_categories",
                "'2026-11-21 12:00:00', '2026-11-21 12:00:00', '2026-11-21 12:05:00'",
                "viewer_history"))
        .containsExactly("p202611");
    assertThat(
            partitions(
                "day_next_broadcaster",
                "0, '2026-11-20 15:00:00', '2026-11-21 15:00:00'",
                "user_sessions"))
        .containsExactly("p20261121");
    assertThat(
            partitions(
                "day_sittings",
                "'2026-11-21', 5, '2026-11-19 15:00:00', '2026-11-21 15:00:00', '2026-11-20 15:00:00', '2026-11-20 15:00:00'",
                "s"))
        .containsExactly("p20261120,p20261121");
    assertThat(partitions("sketches_before", "5, '2026-11-14', '2026-11-21'", "audience_sketches"))
        .containsExactly("p202611");
  }

  /** Which partitions of the table the statement reads, with these values for its placeholders. */
  private List<String> partitions(String statement, String values, String table) {
    var sql = Sql.of(statement);
    for (var value : values.split(", ", -1)) {
      sql = sql.replaceFirst("\\?", value);
    }
    try (var connection = database.connection();
        var explain = connection.createStatement();
        var row = explain.executeQuery("EXPLAIN " + sql)) {
      var out = new ArrayList<String>();
      while (row.next()) {
        if (table.equals(row.getString("table")) && row.getString("select_type").equals("SIMPLE")) {
          out.add(row.getString("partitions"));
        }
      }
      return out;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
