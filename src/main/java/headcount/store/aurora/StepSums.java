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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums a scope's audience by steps. Business days come from {@code daily_statistics}; other steps
 * of the platform and categories from {@code audience_slots}, of broadcasters and streams from the
 * history of their broadcasts.
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

  /** One for each step, in order. */
  List<Figures> of(Connection connection, ScopeKeys scope, Steps steps) throws SQLException {
    return summed(connection, scope, steps).steps();
  }

  /** The same, and what is known along with it. */
  Summed summed(Connection connection, ScopeKeys scope, Steps steps) throws SQLException {
    var borders = steps.borders();
    var sums = new Gathering(borders);
    if (borders.size() > 1) {
      if (businessDays(steps, borders)) {
        days(connection, scope, steps, sums);
      } else if (scope.inSlots()) {
        slots(connection, scope, borders, sums);
      } else {
        history(connection, scope, steps, sums);
      }
    }
    return new Summed(sums.figures(), sums.airtime, sums.broadcasts);
  }

  private static boolean businessDays(Steps steps, List<Instant> borders) {
    return steps.length().equals(BusinessDay.LENGTH)
        && borders.stream().allMatch(border -> BusinessDay.of(border).start().equals(border));
  }

  private static void days(Connection connection, ScopeKeys scope, Steps steps, Gathering sums)
      throws SQLException {
    var from = BusinessDay.of(steps.from());
    var to = BusinessDay.of(steps.to());
    for (var each : ScopeDays.of(connection, scope.kind(), scope.keys(), from, to)) {
      sums.add(each.day().start(), each.figures());
    }
  }

  private void slots(Connection connection, ScopeKeys scope, List<Instant> borders, Gathering sums)
      throws SQLException {
    var grain = grain(borders);
    try (var select = connection.prepareStatement(Sql.of("slots_grains"))) {
      select.setLong(1, grain);
      select.setLong(2, slot.toSeconds());
      select.setLong(3, slot.toSeconds());
      select.setInt(4, scope.kind().code());
      select.setLong(5, scope.keys().getFirst());
      select.setObject(6, Utc.of(borders.getFirst().toEpochMilli()));
      select.setObject(7, Utc.of(borders.getLast().toEpochMilli()));
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

  /** The longest time of which every border is a multiple, in seconds. */
  private static long grain(List<Instant> borders) {
    var grain = 0L;
    for (var border : borders) {
      var other = border.getEpochSecond();
      while (other != 0) {
        var rest = grain % other;
        grain = other;
        other = rest;
      }
    }
    return grain;
  }

  private void history(Connection connection, ScopeKeys scope, Steps steps, Gathering sums)
      throws SQLException {
    var broadcasts = Slots.within(scope.broadcasts(connection), steps.from(), steps.to());
    var reading = reading(scope, new Airtime(broadcasts));
    var onAir = 0.0;
    for (var each : Slots.of(connection, broadcasts, steps.from(), steps.to())) {
      sums.add(Instant.ofEpochMilli(each.atMillis()), reading.figures(each));
      onAir += reading.onAir(each);
    }
    sums.airtime = onAir;
    sums.broadcasts = (long) broadcasts.size();
  }

  private SlotReading reading(ScopeKeys scope, Airtime airtime) {
    return scope.kind() == Scope.Kind.STREAM
        ? new SlotReading.OneStream()
        : new SlotReading.Several(airtime, storedStep);
  }

  /** Adds what comes to the step that it begins in. */
  private static final class Gathering {
    private final List<Instant> borders;
    private final Figures[] sums;
    private @Nullable Double airtime;
    private @Nullable Long broadcasts;

    Gathering(List<Instant> borders) {
      this.borders = borders;
      this.sums = new Figures[borders.size() - 1];
      Arrays.fill(sums, Figures.NOTHING);
    }

    void add(Instant at, Figures figures) {
      var found = Collections.binarySearch(borders, at);
      var step = found >= 0 ? found : -found - 2;
      if (step >= 0 && step < sums.length) {
        sums[step] = sums[step].plus(figures);
      }
    }

    List<Figures> figures() {
      return new ArrayList<>(Arrays.asList(sums));
    }
  }
}
