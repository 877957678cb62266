package headcount.store.aurora;

import headcount.audience.Change;
import headcount.audience.DayItem;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import headcount.audience.StoredDay;
import headcount.store.aurora.Names.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the scopes of some days are called. */
final class DayNames {
  private final Scope.Kind kind;
  private final Map<Long, Name> scopes;
  private final Map<Long, Name> categories;

  DayNames(Connection connection, Scope.Kind kind, List<StoredDay> days) throws SQLException {
    this.kind = kind;
    this.scopes =
        Names.of(connection, kind, days.stream().map(each -> each.scope().key()).toList());
    this.categories =
        Names.of(connection, Scope.Kind.CATEGORY, days.stream().map(StoredDay::category).toList());
  }

  /** The day with its names. */
  DayItem item(StoredDay day, @Nullable Integer rank, Change growth) {
    var category = categories.get(day.category());
    var categoryId = category == null ? null : category.id();
    if (kind == Scope.Kind.PLATFORM) {
      return new DayItem(rank, ScopeName.PLATFORM, "", null, day, growth);
    }
    var name = scopes.get(day.scope().key());
    if (name == null) {
      throw new IllegalStateException(day.scope() + " has days and no name");
    }
    return new DayItem(rank, new ScopeName(kind, name.id()), name.title(), categoryId, day, growth);
  }
}
