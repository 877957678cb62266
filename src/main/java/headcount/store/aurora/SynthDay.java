package headcount.store.aurora;

import headcount.audience.BroadcasterDay;
import headcount.audience.BusinessDay;
import headcount.audience.DailyFigures;
import headcount.audience.DayTotals;
import headcount.audience.RollupSchedule.Pass;
import headcount.audience.Scope;
import headcount.audience.Sitting;
import headcount.audience.ViewerSketch;
import headcount.audience.synth.SynthPlan;
import headcount.audience.synth.Viewing;
import headcount.audience.synth.Watched;
import headcount.store.aurora.SynthKeys.Numbered;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Sums business days of the synthetic audience without reading them back, by the same machine as
 * the rollup. Days come in their order. Not thread-safe.
 */
final class SynthDay {
  private static final int WEEK = 7;
  private static final Comparator<Tab> BY_VIEWER =
      Comparator.comparingLong((Tab tab) -> tab.watched().viewer())
          .thenComparingLong(tab -> tab.watched().joined())
          .thenComparingLong(tab -> tab.of().stream());

  /** A tab and what it watched. */
  record Tab(Numbered of, Watched watched) {}

  private final Viewing viewing;
  private final SynthPlan plan;
  private final Instant now;
  private final HashMap<Long, TreeMap<BusinessDay, ViewerSketch>> viewers = new HashMap<>();

  SynthDay(Viewing viewing, SynthPlan plan, Instant now) {
    this.viewing = viewing;
    this.plan = plan;
    this.now = now;
  }

  /**
   * Writes the day's statistics and sketches.
   *
   * @param onAir every broadcast that touches it
   * @param tabs every tab that touches it
   * @param fresh whether nobody saw that person before that day
   */
  void write(
      Connection connection,
      BusinessDay day,
      List<Numbered> onAir,
      List<Tab> tabs,
      IntPredicate fresh)
      throws SQLException {
    var totals = new DayTotals(day, SynthPlan.SLOT);
    var rows = new DayRows(connection, day, !now.isBefore(day.end().plus(Pass.FINAL.after())), now);
    var held = DayRollup.sessionsHeld(connection, day, plan.first().start());
    var weekKnown = held && rows.weekBeforeKnown();
    var sittings = new HashMap<Long, List<Tab>>();
    tabs.forEach(
        tab -> sittings.computeIfAbsent(tab.of().broadcaster(), _ -> new ArrayList<>()).add(tab));
    var broadcasters = new TreeMap<Long, List<Numbered>>();
    onAir.forEach(
        each -> broadcasters.computeIfAbsent(each.broadcaster(), _ -> new ArrayList<>()).add(each));
    for (var each : broadcasters.entrySet()) {
      var one = broadcaster(totals, day, each.getKey(), each.getValue());
      var its = sittings.getOrDefault(each.getKey(), List.of());
      its.stream().sorted(BY_VIEWER).forEach(tab -> one.sitting(sitting(tab, fresh)));
      for (var figures : one.figures(held)) {
        rows.add(figures, weekKnown ? returning(figures, day) : null);
        remember(figures, day);
      }
    }
    for (var figures : totals.figures(held)) {
      rows.add(figures, null);
    }
    rows.finish(held);
  }

  private BroadcasterDay broadcaster(
      DayTotals totals, BusinessDay day, long key, List<Numbered> broadcasts) {
    var until = plan.until().toEpochMilli();
    var one =
        new BroadcasterDay(
            totals, key, broadcasts.stream().map(each -> each.onAir(until)).toList());
    for (var each : broadcasts) {
      var steps = viewing.of(each.aired(), day.start().toEpochMilli(), day.end().toEpochMilli());
      steps.forEach(step -> one.step(step.stored(each.stream(), each.category())));
    }
    return one;
  }

  private static Sitting sitting(Tab tab, IntPredicate fresh) {
    var watched = tab.watched();
    return new Sitting(
        watched.viewer(),
        watched.anonymous(),
        fresh.test(watched.person()),
        tab.of().stream(),
        tab.of().category(),
        watched.joined(),
        watched.until(),
        RecordRows.cut(RecordRows.code(watched.endedBy())));
  }

  private @Nullable Long returning(DailyFigures figures, BusinessDay day) {
    var watched = figures.watched();
    if (figures.scope().kind() != Scope.Kind.BROADCASTER || watched == null) {
      return null;
    }
    var before = viewers.get(figures.scope().key());
    var week =
        before == null
            ? List.<ViewerSketch>of()
            : List.copyOf(before.subMap(day.plus(-WEEK), day).values());
    return watched.viewers().both(ViewerSketch.union(week)).estimate();
  }

  private void remember(DailyFigures figures, BusinessDay day) {
    var watched = figures.watched();
    if (figures.scope().kind() == Scope.Kind.BROADCASTER && watched != null) {
      var its = viewers.computeIfAbsent(figures.scope().key(), _ -> new TreeMap<>());
      its.put(day, watched.viewers());
      its.headMap(day.plus(1 - WEEK)).clear();
    }
  }
}
