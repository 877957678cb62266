package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.store.aurora.Gathering.Range;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hours of business days of which nothing more is expected: a row a day, where slots would be
 * 288 and history as many for each broadcast. Later days are read from those, so that late records
 * show as soon as ever.
 */
record DayHours(Connection connection, ScopeKeys scope) {
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  /** Whether they can say anything of such steps. */
  static boolean fit(ScopeKeys scope, List<Instant> borders) {
    return switch (scope.kind()) {
      case PLATFORM, CATEGORY, BROADCASTER ->
          borders.stream().allMatch(border -> border.getEpochSecond() % HOUR == 0);
      case STREAM -> false;
    };
  }

  /**
   * Adds the hours of the range.
   *
   * @return what of it no day says, in order
   */
  List<Range> addTo(Gathering sums) throws SQLException {
    var whole = sums.range();
    var first = BusinessDay.of(whole.from());
    var end = BusinessDay.of(whole.to().minusNanos(1)).plus(1);
    var finals = SummedDays.finals(connection, first, end); // before the rows, which may just come
    var days = days(first, end);
    var rest = new ArrayList<Range>();
    for (var day = first; day.compareTo(end) < 0; day = day.plus(1)) {
      var hours = days.get(day);
      if (!finals.contains(day) || (hours != null && hours.isEmpty())) {
        extend(rest, later(day.start(), whole.from()), earlier(day.end(), whole.to()));
      } else if (hours != null) {
        for (int i = 0; i < hours.size(); i++) {
          sums.add(day.start().plusSeconds(HOUR * i), hours.get(i));
        }
      }
    }
    return rest;
  }

  /** By day; none where they were not kept, or are not all of one summing. */
  private Map<BusinessDay, List<Figures>> days(BusinessDay from, BusinessDay to)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("hours_of_scope"))) {
      select.setInt(1, scope.kind().code());
      select.setLong(2, scope.keys().getFirst());
      select.setObject(3, from.date());
      select.setObject(4, to.date());
      try (var row = select.executeQuery()) {
        var out = new HashMap<BusinessDay, List<Figures>>();
        while (row.next()) {
          out.put(new BusinessDay(row.getObject(1, LocalDate.class)), hours(row));
        }
        return out;
      }
    }
  }

  private static List<Figures> hours(ResultSet row) throws SQLException {
    var viewerSeconds = row.getString(2);
    var others = row.getString(3);
    if (viewerSeconds == null || others == null) {
      return List.of();
    }
    var hours = HoursText.read(viewerSeconds, others);
    var day = hours.stream().reduce(Figures.NOTHING, Figures::plus);
    // a node of the version before writes the one column and leaves the other
    return day.liveSeconds() == row.getLong(4) && day.observedSeconds() == row.getLong(5)
        ? hours
        : List.of();
  }

  private static void extend(List<Range> rest, Instant from, Instant to) {
    if (!rest.isEmpty() && rest.getLast().to().equals(from)) {
      rest.set(rest.size() - 1, new Range(rest.getLast().from(), to));
    } else {
      rest.add(new Range(from, to));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
