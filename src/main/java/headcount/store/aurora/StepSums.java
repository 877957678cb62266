package headcount.store.aurora;

import headcount.audience.Airtime;
import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.Scope;
import headcount.audience.Steps;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums a scope's audience by steps. Business days come from {@code daily_statistics}, and so do
 * steps of whole hours as far as its days are final and know theirs; everything else of the
 * platform and categories from {@code audience_slots}, of broadcasters and streams from the history
 * of their broadcasts.
 *
 * @param storedStep how long a slot of history is
 * @param slot how long a slot of sums is
 */
record StepSums(Duration storedStep, Duration slot) {
  /**
   * What was summed.
   *
   * @param steps one for each step, in order
   * @param airtimeSeconds null where slots do not say
   * @param broadcasts null where slots do not say
   */
  record Summed(List<Figures> steps, @Nullable Double airtimeSeconds, @Nullable Long broadcasts) {}

  private record OnTheAir(double seconds, int broadcasts) {}

  /** One for each step, in order; business days' hours come from the days where those know them. */
  List<Figures> of(Connection connection, ScopeKeys scope, Steps steps) throws SQLException {
    var borders = steps.borders();
    if (borders.size() < 2) {
      return List.of();
    }
    var sums = new Gathering(borders);
    if (businessDays(steps, borders)) {
      days(connection, scope, sums);
      return sums.figures();
    }
    var unsaid =
        DayHours.fit(scope, borders)
            ? new DayHours(connection, scope).addTo(sums)
            : List.of(sums.range());
    for (var range : unsaid) {
      if (scope.inSlots()) {
        slots(connection, scope, range, sums);
      } else {
        history(connection, scope, range, sums);
      }
    }
    return sums.figures();
  }

  /** The same, and what is known along with it. */
  Summed summed(Connection connection, ScopeKeys scope, Steps steps) throws SQLException {
    var borders = steps.borders();
    if (borders.size() < 2 || scope.inSlots() || businessDays(steps, borders)) {
      return new Summed(of(connection, scope, steps), null, null);
    }
    var sums = new Gathering(borders);
    var onTheAir = history(connection, scope, sums.range(), sums);
    return new Summed(sums.figures(), onTheAir.seconds, (long) onTheAir.broadcasts);
  }

  private static boolean businessDays(Steps steps, List<Instant> borders) {
    return steps.length().equals(BusinessDay.LENGTH)
        && borders.stream().allMatch(border -> BusinessDay.of(border).start().equals(border));
  }

  private static void days(Connection connection, ScopeKeys scope, Gathering sums)
      throws SQLException {
    var from = BusinessDay.of(sums.range().from());
    var to = BusinessDay.of(sums.range().to());
    for (var each : ScopeDays.of(connection, scope.kind(), scope.keys(), from, to)) {
      sums.add(each.day().start(), each.figures());
    }
  }

  private void slots(Connection connection, ScopeKeys scope, Gathering.Range range, Gathering sums)
      throws SQLException {
    var grain = sums.grain();
    try (var select = connection.prepareStatement(Sql.of("slots_grains"))) {
      select.setLong(1, grain);
      select.setLong(2, slot.toSeconds());
      select.setLong(3, slot.toSeconds());
      select.setInt(4, scope.kind().code());
      select.setLong(5, scope.keys().getFirst());
      select.setObject(6, Utc.of(range.from().toEpochMilli()));
      select.setObject(7, Utc.of(range.to().toEpochMilli()));
      try (var row = select.executeQuery()) {
        while (row.next()) {
          var peak = row.getDouble(6);
          var figures =
              new Figures(
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getDouble(5),
                  row.wasNull() ? null : (Long) Math.round(peak));
          sums.add(Instant.ofEpochSecond(row.getLong(1) * grain), figures);
        }
      }
    }
  }

  private OnTheAir history(
      Connection connection, ScopeKeys scope, Gathering.Range range, Gathering sums)
      throws SQLException {
    var broadcasts = Slots.within(scope.broadcasts(connection), range.from(), range.to());
    var reading = reading(scope, new Airtime(broadcasts));
    var seconds = 0.0;
    for (var each : Slots.of(connection, broadcasts, range.from(), range.to())) {
      sums.add(Instant.ofEpochMilli(each.atMillis()), reading.figures(each));
      seconds += reading.onAir(each);
    }
    return new OnTheAir(seconds, broadcasts.size());
  }

  private SlotReading reading(ScopeKeys scope, Airtime airtime) {
    return scope.kind() == Scope.Kind.STREAM
        ? new SlotReading.OneStream()
        : new SlotReading.Several(airtime, storedStep);
  }
}
