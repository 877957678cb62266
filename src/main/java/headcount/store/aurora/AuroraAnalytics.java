package headcount.store.aurora;

import headcount.audience.Analytics;
import headcount.audience.BusinessDay;
import headcount.audience.Comparison;
import headcount.audience.DaySums;
import headcount.audience.DaySums.Metric;
import headcount.audience.Growth;
import headcount.audience.Growth.Mover;
import headcount.audience.RollupSchedule.Pass;
import headcount.audience.ScopeName;
import headcount.audience.Steps;
import headcount.audience.StoredDay;
import headcount.audience.Stretch;
import headcount.audience.Trends;
import headcount.audience.Uniques;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons and growth through the history readers, trends through the analytics readers.
 * Thread-safe.
 */
final class AuroraAnalytics implements Analytics {
  private static final int LOOK_BACK_DAYS = 31;

  private interface Answering<T> {
    T of(Connection connection, ScopeKeys scope) throws SQLException;
  }

  private final Pools pools;
  private final StepSums sums;
  private final InstantSource clock;

  AuroraAnalytics(Pools pools, StepSums sums, InstantSource clock) {
    this.pools = pools;
    this.sums = sums;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Optional<Comparison>> compare(
      ScopeName scope, Steps current, Steps previous) {
    return ask(
        Pools.Job.HISTORY,
        scope,
        (connection, keys) -> {
          var now = clock.instant();
          return new Comparison(
              stretch(connection, keys, current),
              stretch(connection, keys, previous),
              keys.inSlots() ? asOf(connection, now) : now,
              !now.isBefore(current.to().plus(Pass.FINAL.after())));
        });
  }

  @Override
  public CompletionStage<Optional<Growth>> growth(ScopeName scope, Metric metric, int days) {
    return ask(
        Pools.Job.HISTORY,
        scope,
        (connection, keys) -> {
          var today = BusinessDay.of(clock.instant());
          var newest = SummedDays.newest(connection, today.plus(-LOOK_BACK_DAYS), today);
          var end = newest.map(day -> day.plus(1)).orElse(today);
          var cut = end.plus(-days);
          var before = cut.plus(-days);
          var uniques = metric == Metric.UNIQUES;
          var current = days(connection, keys, cut, end, uniques);
          var previous = days(connection, keys, before, cut, uniques);
          var comparable = keys.inSlots() && current.summed() && previous.summed();
          var movers =
              comparable
                  ? new Movers(before, cut, end).of(connection, keys, metric)
                  : List.<Mover>of();
          return new Growth(
              current,
              previous,
              current.since(previous, metric),
              Movers.risers(movers),
              Movers.fallers(movers),
              newest(current.days()));
        });
  }

  @Override
  public CompletionStage<Optional<Trends>> trends(
      ScopeName scope, BusinessDay from, BusinessDay to, ZoneId zone) {
    return ask(
        Pools.Job.ANALYTICS,
        scope,
        (connection, keys) -> new TrendReading(connection, keys, sums).of(from, to, zone));
  }

  private <T> CompletionStage<Optional<T>> ask(
      Pools.Job job, ScopeName scope, Answering<T> answering) {
    return pools.read(
        job,
        connection -> {
          var keys = ScopeKeys.find(connection, scope);
          return keys.isEmpty()
              ? Optional.empty()
              : Optional.of(answering.of(connection, keys.get()));
        });
  }

  private Instant asOf(Connection connection, Instant now) throws SQLException {
    var summed = AuroraSums.summedTo(connection, sums.slot());
    return summed.isAfter(now) || summed.equals(Instant.MIN) ? now : summed;
  }

  private Stretch stretch(Connection connection, ScopeKeys scope, Steps steps) throws SQLException {
    var summed = sums.summed(connection, scope, steps);
    var airtime = summed.airtimeSeconds();
    var broadcasts = summed.broadcasts();
    var uniques = Uniques.UNKNOWN;
    if (wholeDays(steps)) {
      var from = BusinessDay.of(steps.from());
      var days = days(connection, scope, from, BusinessDay.of(steps.to()), true);
      if (days.summed()) {
        uniques = days.uniques();
        airtime = (double) days.days().stream().mapToLong(StoredDay::airtimeSeconds).sum();
        broadcasts = broadcasts(connection, scope, steps, days);
      }
    }
    return new Stretch(scope.kind(), steps, summed.steps(), airtime, broadcasts, uniques);
  }

  private static boolean wholeDays(Steps steps) {
    return steps.from().isBefore(steps.to())
        && Stream.of(steps.from(), steps.to())
            .allMatch(border -> BusinessDay.of(border).start().equals(border));
  }

  /** Those of several days do not add: one across midnight was on in both. */
  private static @Nullable Long broadcasts(
      Connection connection, ScopeKeys scope, Steps steps, DaySums days) throws SQLException {
    if (days.from().plus(1).equals(days.to())) {
      return days.days().stream().mapToLong(StoredDay::broadcasts).sum();
    }
    return scope.inSlots()
        ? null
        : (Long) (long) Slots.within(scope.broadcasts(connection), steps.from(), steps.to()).size();
  }

  private static DaySums days(
      Connection connection, ScopeKeys scope, BusinessDay from, BusinessDay to, boolean uniques)
      throws SQLException {
    var days = ScopeDays.of(connection, scope.kind(), scope.keys(), from, to);
    var summed = SummedDays.all(connection, from, to);
    var viewers = summed && uniques ? UniqueViewers.of(connection, days) : Uniques.UNKNOWN;
    return new DaySums(from, to, days, summed, viewers);
  }

  /** When the newest of them was summed. */
  static @Nullable Instant newest(List<StoredDay> days) {
    return days.stream().map(StoredDay::computedAt).max(Instant::compareTo).orElse(null);
  }
}
