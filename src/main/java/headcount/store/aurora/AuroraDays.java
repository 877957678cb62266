package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Change;
import headcount.audience.DailyStatistics;
import headcount.audience.DayItem;
import headcount.audience.Figures;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import headcount.audience.StoredDay;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Business days through the analytics readers. Thread-safe. */
final class AuroraDays implements DailyStatistics {
  private static final int LOOK_BACK_DAYS = 31;
  private static final int WEEK = 7;
  private static final int VALUE = 23;

  private record Row(StoredDay day, BigDecimal value) {}

  private final Pools pools;
  private final InstantSource clock;

  AuroraDays(Pools pools, InstantSource clock) {
    this.pools = pools;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Page> top(Question question) {
    return pools.read(Pools.Job.ANALYTICS, connection -> top(connection, question));
  }

  @Override
  public CompletionStage<Optional<Page>> ofScope(
      ScopeName scope, BusinessDay from, BusinessDay to, int limit, @Nullable String cursor) {
    return pools.read(
        Pools.Job.ANALYTICS,
        connection -> {
          var keys = ScopeKeys.find(connection, scope);
          return keys.isEmpty()
              ? Optional.empty()
              : Optional.of(ofScope(connection, keys.get(), from, to, limit, cursor));
        });
  }

  private Page top(Connection connection, Question question) throws SQLException {
    var day = day(connection, question);
    var platform =
        day == null
            ? List.<StoredDay>of()
            : ScopeDays.of(connection, Scope.Kind.PLATFORM, List.of(0L), day, day.plus(1));
    if (day == null || platform.isEmpty()) {
      return new Page(day, null, null, false, List.of(), null);
    }
    var whole = platform.getFirst();
    var list = day + " " + question.kind() + " " + question.sort();
    var cursor = DayCursor.of(question.cursor(), list, whole.computedAt().toEpochMilli());
    var rows = rows(connection, question, day, cursor);
    var more = rows.size() > question.limit();
    var shown = more ? rows.subList(0, question.limit()) : rows;
    var items = items(connection, question.kind(), shown, day, cursor.rank());
    var last = shown.isEmpty() ? null : shown.getLast();
    var next =
        more && last != null
            ? new DayCursor(
                    list,
                    cursor.generation(),
                    cursor.rank() + shown.size(),
                    last.value(),
                    last.day().scope().key())
                .text()
            : null;
    return new Page(
        day, whole.computedAt(), whole.figures().coverage(), whole.isFinal(), items, next);
  }

  /** The one asked for, that of the page before, or the newest. */
  private @Nullable BusinessDay day(Connection connection, Question question) throws SQLException {
    var asked = question.day();
    var cursor = question.cursor();
    if (asked == null && cursor != null) {
      asked = DayCursor.day(cursor);
    }
    if (asked != null) {
      return asked;
    }
    var today = BusinessDay.of(clock.instant());
    return SummedDays.newest(connection, today.plus(-LOOK_BACK_DAYS), today).orElse(null);
  }

  /** One more than a page has, if there is one more. */
  private static List<Row> rows(
      Connection connection, Question question, BusinessDay day, DayCursor cursor)
      throws SQLException {
    var statement =
        switch (question.sort()) {
          case HOURS -> "top_hours";
          case GROWTH -> "top_growth";
        };
    try (var select = connection.prepareStatement(Sql.of(statement))) {
      select.setInt(1, question.kind().code());
      select.setObject(2, day.date());
      select.setBigDecimal(3, cursor.value());
      select.setBigDecimal(4, cursor.value());
      select.setLong(5, cursor.key());
      select.setInt(6, question.limit() + 1);
      try (var row = select.executeQuery()) {
        var out = new ArrayList<Row>();
        while (row.next()) {
          out.add(new Row(ScopeDays.day(row, question.kind()), row.getBigDecimal(VALUE)));
        }
        return out;
      }
    }
  }

  private static List<DayItem> items(
      Connection connection, Scope.Kind kind, List<Row> rows, BusinessDay day, int rank)
      throws SQLException {
    var days = rows.stream().map(Row::day).toList();
    var keys = days.stream().map(each -> each.scope().key()).toList();
    var weeks =
        new Weeks(
            SummedDays.of(connection, day.plus(1 - 2 * WEEK), day.plus(1)),
            ScopeDays.of(connection, kind, keys, day.plus(1 - 2 * WEEK), day.plus(1)));
    var names = new DayNames(connection, kind, days);
    var out = new ArrayList<DayItem>();
    for (var each : days) {
      out.add(names.item(each, rank + out.size() + 1, weeks.growth(each)));
    }
    return out;
  }

  private static Page ofScope(
      Connection connection,
      ScopeKeys scope,
      BusinessDay from,
      BusinessDay to,
      int limit,
      @Nullable String text)
      throws SQLException {
    var earliest = from.plus(1 - 2 * WEEK);
    var all = ScopeDays.of(connection, scope.kind(), scope.keys(), earliest, to);
    var within = all.stream().filter(each -> each.day().compareTo(from) >= 0).toList();
    var list = scope.name().text() + " " + from + " " + to;
    var newest = AuroraAnalytics.newest(within);
    var generation = newest == null ? 0 : newest.toEpochMilli();
    var begin = Math.min(DayCursor.of(text, list, generation).rank(), within.size());
    var end = Math.min(begin + limit, within.size());
    var shown = within.subList(begin, end);
    var weeks = new Weeks(SummedDays.of(connection, earliest, to), all);
    var names = new DayNames(connection, scope.kind(), shown);
    var items = new ArrayList<DayItem>();
    for (var each : shown) {
      items.add(names.item(each, null, growth(scope, weeks, each)));
    }
    var whole = within.stream().map(StoredDay::figures).reduce(Figures.NOTHING, Figures::plus);
    return new Page(
        null,
        newest,
        whole.coverage(),
        !within.isEmpty() && within.stream().allMatch(StoredDay::isFinal),
        items,
        end < within.size()
            ? new DayCursor(list, generation, end, BigDecimal.ZERO, 0).text()
            : null);
  }

  /** A stream's is that of all its broadcasts. */
  private static Change growth(ScopeKeys scope, Weeks weeks, StoredDay day) {
    return scope.kind() == Scope.Kind.STREAM ? weeks.growthOfAll(day.day()) : weeks.growth(day);
  }
}
