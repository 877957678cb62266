package headcount.store.aurora;

import headcount.audience.History.Point;
import headcount.audience.Steps;
import headcount.store.aurora.Slots.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers slots into points of a longer step; a point without a slot is all nulls. */
final class HistoryPoints {
  private long viewerSeconds;
  private double observed;
  private long live;
  private long counted;
  private long recovering;
  private long joins;
  private long leaves;
  private @Nullable Long peak;
  private @Nullable Long low;
  private boolean any;

  private HistoryPoints() {}

  /** One point for each step that has ended by {@code now}. */
  static List<Point> of(List<Slot> slots, Steps steps, Instant now, SlotReading reading) {
    var borders = steps.borders();
    var out = new ArrayList<Point>(borders.size());
    var next = 0;
    for (int i = 0; i + 1 < borders.size() && !borders.get(i + 1).isAfter(now); i++) {
      var until = borders.get(i + 1).toEpochMilli();
      var gathered = new HistoryPoints();
      while (next < slots.size() && slots.get(next).atMillis() < until) {
        gathered.add(slots.get(next++), reading);
      }
      out.add(gathered.at(borders.get(i)));
    }
    return out;
  }

  private void add(Slot slot, SlotReading reading) {
    any = true;
    viewerSeconds += slot.viewerSeconds();
    observed += reading.observed(slot);
    counted += slot.observed();
    live += slot.live();
    recovering += slot.recovering();
    joins += slot.joins();
    leaves += slot.leaves();
    var high = reading.peak(slot);
    if (high != null) {
      peak = peak == null ? high : Math.max(peak, high);
    }
    var deep = reading.low(slot);
    if (deep != null) {
      low = low == null ? deep : Math.min(low, deep);
    }
  }

  private Point at(Instant at) {
    if (!any) {
      return new Point(at, null, null, null, null, null, null, null);
    }
    return new Point(
        at,
        observed > 0 ? viewerSeconds / observed : null,
        peak,
        low,
        joins,
        leaves,
        live > 0 ? Math.min(1.0, (double) counted / live) : null,
        recovering);
  }
}
