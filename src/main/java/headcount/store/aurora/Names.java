package headcount.store.aurora;

import headcount.audience.Scope;
import headcount.audience.ScopeName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads what the numbers of scopes stand for. */
final class Names {
  /** An id, and what it is called. */
  record Name(String id, String title) {}

  private Names() {}

  /** Of these numbers; those that nobody knows are missing. */
  static Map<Long, Name> of(Connection connection, Scope.Kind kind, Collection<Long> keys)
      throws SQLException {
    var wanted = List.copyOf(new HashSet<>(keys));
    var out = new HashMap<Long, Name>();
    if (kind == Scope.Kind.PLATFORM || wanted.isEmpty()) {
      return out;
    }
    try (var select = connection.prepareStatement(Sql.list(statement(kind), wanted.size()))) {
      for (int i = 0; i < wanted.size(); i++) {
        select.setLong(i + 1, wanted.get(i));
      }
      try (var row = select.executeQuery()) {
        while (row.next()) {
          out.put(row.getLong(1), new Name(row.getString(2), row.getString(3)));
        }
      }
    }
    return out;
  }

  private static String statement(Scope.Kind kind) {
    return kind == Scope.Kind.CATEGORY
        ? "names_of_categories"
        : "names_of_" + ScopeName.word(kind) + "s";
  }
}
