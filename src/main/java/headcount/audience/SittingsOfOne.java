package headcount.audience;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Tells one viewer's sittings with a broadcaster together, viewer after viewer. A sitting across
 * midnight counts on both days, with its part of each. Not thread-safe.
 */
final class SittingsOfOne {
  private final DayTotals totals;
  private final LongFunction<StreamDay> streams;
  private final AudienceCount audience = new AudienceCount();
  private final List<Sitting> sittings = new ArrayList<>();
  private final long dayStart;
  private final long dayEnd;

  SittingsOfOne(DayTotals totals, LongFunction<StreamDay> streams) {
    this.totals = totals;
    this.streams = streams;
    this.dayStart = totals.day().start().toEpochMilli();
    this.dayEnd = totals.day().end().toEpochMilli();
  }

  void add(Sitting sitting) {
    var touches =
        sitting.from() < dayEnd && (sitting.from() >= dayStart || sitting.until() > dayStart);
    if (!touches) {
      return;
    }
    if (!sittings.isEmpty() && sittings.getFirst().viewer() != sitting.viewer()) {
      end();
    }
    sittings.add(sitting);
  }

  /** The viewer has no more. */
  void end() {
    if (sittings.isEmpty()) {
      return;
    }
    var who = sittings.getFirst();
    var whole = new WatchTime();
    var times = new LinkedHashMap<AudienceCount, WatchTime>();
    var categories = new HashSet<Long>();
    for (var sitting : sittings) {
      var from = Math.max(sitting.from(), dayStart);
      var until = Math.max(from, Math.min(sitting.until(), dayEnd));
      var stream = streams.apply(sitting.stream());
      var begins = sitting.from() >= dayStart;
      var cut = sitting.cut() || sitting.until() > dayEnd;
      whole.add(from, until, begins, cut);
      var itsAudience = stream.audience(sitting);
      times.computeIfAbsent(itsAudience, _ -> new WatchTime()).add(from, until, begins, cut);
      var listed = stream.categories(sitting, from);
      categories.addAll(listed);
      if (begins) {
        audience.session();
        itsAudience.session();
        totals.platform().session();
        totals.category(listed.iterator().next()).session();
      }
    }
    audience.viewer(who);
    audience.watched(whole);
    times.forEach(
        (its, time) -> {
          its.viewer(who);
          its.watched(time);
        });
    categories.forEach(key -> totals.category(key).viewer(who));
    totals.platform().viewer(who);
    sittings.clear();
  }

  AudienceCount audience() {
    return audience;
  }
}
