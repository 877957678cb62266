package headcount.audience;

import headcount.audience.DailyFigures.Counted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A broadcaster's business day and that of each of its broadcasts; adds them to the day's totals as
 * they come. First all steps, then all sittings. Not thread-safe.
 */
public final class BroadcasterDay {
  private final DayTotals totals;
  private final long broadcaster;
  private final Map<Long, OnAir> broadcasts = new HashMap<>();
  private final TreeMap<Long, StreamDay> streams = new TreeMap<>();
  private final TreeMap<Integer, SlotSum> slots = new TreeMap<>();
  private final TreeMap<Long, TreeMap<Integer, SlotSum>> categorySlots = new TreeMap<>();
  private final SittingsOfOne sittings;
  private long recovering;

  /** Nothing yet; the broadcasts are those that have steps. */
  public BroadcasterDay(DayTotals totals, long broadcaster, List<OnAir> broadcasts) {
    this.totals = totals;
    this.broadcaster = broadcaster;
    broadcasts.forEach(each -> this.broadcasts.put(each.stream(), each));
    this.sittings = new SittingsOfOne(totals, this::stream);
  }

  /** A step of the day; those of one broadcast in the order of time. */
  public void step(StoredStep step) {
    var onAir = broadcasts.get(step.stream());
    if (onAir == null) {
      throw new IllegalArgumentException("a step of broadcast " + step.stream() + ", not listed");
    }
    var slot = totals.slotOf(step.atMillis());
    recovering += step.recoveringSeconds();
    stream(step.stream()).step(step, totals.start(slot).toEpochMilli());
    slots.computeIfAbsent(slot, _ -> new SlotSum()).add(step, onAir);
    categorySlots
        .computeIfAbsent(step.category(), _ -> new TreeMap<>())
        .computeIfAbsent(slot, _ -> new SlotSum())
        .add(step, onAir);
    totals.platform().step(slot, step);
    totals.category(step.category()).step(slot, step);
  }

  /** A sitting that touches the day; by viewers, and those of one in the order of time. */
  public void sitting(Sitting sitting) {
    sittings.add(sitting);
  }

  /** The broadcaster's day and each broadcast's; once, at the end. */
  public List<DailyFigures> figures(boolean sessionsHeld) {
    sittings.end();
    var out = new ArrayList<DailyFigures>();
    var byCategory = new HashMap<Long, Long>();
    var on = 0;
    for (var each : streams.entrySet()) {
      var stream = each.getValue();
      stream.byCategory().forEach((key, sum) -> byCategory.merge(key, sum, Long::sum));
      if (stream.wasOn()) {
        on++;
        totals.platform().broadcast();
        stream.categories().forEach(key -> totals.category(key).broadcast());
      }
      var category = longest(stream.byCategory());
      out.add(stream.figures(each.getKey(), category, broadcaster, sessionsHeld));
    }
    categorySlots.forEach((key, sums) -> totals.category(key).onAir(airtime(sums)));
    totals.platform().onAir(airtime(slots));
    out.add(
        new DailyFigures(
            new Scope(Scope.Kind.BROADCASTER, broadcaster),
            longest(byCategory),
            broadcaster,
            counted(on),
            sessionsHeld ? sittings.audience().figures() : null));
    return out;
  }

  private Counted counted(int on) {
    var bySlot = new TreeMap<Integer, Figures>();
    slots.forEach(
        (slot, sum) ->
            bySlot.put(slot, sum.figures(totals.start(slot).toEpochMilli(), totals.slotMillis())));
    return totals.counted(bySlot, recovering, airtime(slots), on);
  }

  private double airtime(Map<Integer, SlotSum> sums) {
    var seconds = 0.0;
    for (var each : sums.entrySet()) {
      seconds +=
          each.getValue().airtime(totals.start(each.getKey()).toEpochMilli(), totals.slotMillis());
    }
    return seconds;
  }

  private StreamDay stream(long key) {
    return streams.computeIfAbsent(key, _ -> new StreamDay());
  }

  /** The category that was watched longest; of equal ones that with the lowest number. */
  private static long longest(Map<Long, Long> byCategory) {
    var keys = new ArrayList<>(byCategory.keySet());
    keys.sort(null);
    var best = 0L;
    var most = -1L;
    for (var key : keys) {
      var sum = byCategory.getOrDefault(key, 0L);
      if (sum > most) {
        most = sum;
        best = key;
      }
    }
    return best;
  }
}
