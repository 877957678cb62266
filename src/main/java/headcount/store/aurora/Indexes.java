package headcount.store.aurora;

import headcount.store.aurora.IndexReport.Index;
import headcount.store.aurora.IndexReport.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which indexes stand, and how often a server has used them. Blocks. */
final class Indexes {
  private Indexes() {}

  /** Every index of the database. */
  static List<Index> standing(Connection connection) throws SQLException {
    var parts = new LinkedHashMap<Name, List<String>>();
    var unique = new HashMap<Name, Boolean>();
    try (var select = connection.prepareStatement(Sql.of("index_parts"));
        var row = select.executeQuery()) {
      while (row.next()) {
        var name = new Name(row.getString(1), row.getString(2));
        unique.put(name, row.getInt(3) == 0);
        parts
            .computeIfAbsent(name, _ -> new ArrayList<>())
            .add(row.getString(4) + " " + row.getString(5) + " " + row.getInt(6));
      }
    }
    return parts.entrySet().stream()
        .map(
            each ->
                new Index(
                    each.getKey(), unique.getOrDefault(each.getKey(), false), each.getValue()))
        .toList();
  }

  /** How often this server used each index since it started; null where it does not keep count. */
  static @Nullable Map<Name, Long> use(Connection connection) throws SQLException {
    var out = new HashMap<Name, Long>();
    try (var select = connection.prepareStatement(Sql.of("index_use"));
        var row = select.executeQuery()) {
      while (row.next()) {
        out.put(new Name(row.getString(1), row.getString(2)), row.getLong(3));
      }
    } catch (SQLSyntaxErrorException notAllowed) {
      return null; // MySQL's word for a table that this user must not read
    }
    return out.isEmpty() ? null : out;
  }
}
