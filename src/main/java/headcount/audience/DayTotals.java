package headcount.audience;

import headcount.audience.DailyFigures.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * A business day of the platform and of each category, gathered broadcaster by broadcaster. Holds
 * the viewers of each, some 16 bytes for one. Not thread-safe.
 */
public final class DayTotals {
  /** The sums of one of them. */
  final class Total {
    private final AudienceCount audience = new AudienceCount();
    private final LongHashSet seen = new LongHashSet();
    private final long[] viewerSeconds = new long[slots];
    private final long[] live = new long[slots];
    private final long[] observed = new long[slots];
    private long recovering;
    private double airtime;
    private int broadcasts;

    void step(int slot, StoredStep step) {
      viewerSeconds[slot] += step.viewerSeconds();
      live[slot] += step.liveSeconds();
      observed[slot] += step.observedSeconds();
      recovering += step.recoveringSeconds();
    }

    void onAir(double seconds) {
      airtime += seconds;
    }

    void broadcast() {
      broadcasts++;
    }

    void session() {
      audience.session();
    }

    void viewer(Sitting who) {
      if (seen.add(who.viewer())) {
        audience.viewer(who);
      }
    }

    private DailyFigures figures(Scope scope, boolean sessionsHeld) {
      var bySlot = new TreeMap<Integer, Figures>();
      for (int i = 0; i < slots; i++) {
        var onAir = Math.min(slotMillis / 1000.0, (double) live[i]);
        bySlot.put(i, Figures.ofSlot(viewerSeconds[i], live[i], observed[i], onAir));
      }
      return new DailyFigures(
          scope,
          scope.key(),
          0,
          counted(bySlot, recovering, airtime, broadcasts),
          sessionsHeld ? audience.figures() : null);
    }
  }

  private final BusinessDay day;
  private final long slotMillis;
  private final int slots;
  private final Total platform;
  private final TreeMap<Long, Total> categories = new TreeMap<>();

  /**
   * Nothing yet.
   *
   * @param slot how long one is; divides an hour or is a multiple of it, and divides a day
   */
  public DayTotals(BusinessDay day, Duration slot) {
    this.day = day;
    this.slotMillis = slot.toMillis();
    this.slots = Math.toIntExact(BusinessDay.LENGTH.dividedBy(slot));
    this.platform = new Total();
  }

  /** Each category's day, and the platform's at last. */
  public List<DailyFigures> figures(boolean sessionsHeld) {
    var out = new ArrayList<DailyFigures>();
    categories.forEach(
        (key, total) -> out.add(total.figures(new Scope(Scope.Kind.CATEGORY, key), sessionsHeld)));
    out.add(
        platform.figures(Scope.PLATFORM, sessionsHeld)); // whose row says that the day is summed
    return out;
  }

  BusinessDay day() {
    return day;
  }

  Total platform() {
    return platform;
  }

  Total category(long key) {
    return categories.computeIfAbsent(key, _ -> new Total());
  }

  long slotMillis() {
    return slotMillis;
  }

  int slots() {
    return slots;
  }

  /** Which slot of the day the moment lies in. */
  int slotOf(long millis) {
    return Math.toIntExact((millis - day.start().toEpochMilli()) / slotMillis);
  }

  Instant start(int slot) {
    return day.start().plusMillis(slot * slotMillis);
  }

  /** A day of several broadcasts; the highest slot is the first of equal ones. */
  Counted counted(
      SortedMap<Integer, Figures> bySlot, long recovering, double airtime, int broadcasts) {
    var sum = Figures.NOTHING;
    @Nullable Integer top = null;
    var hours = new Figures[24];
    Arrays.fill(hours, Figures.NOTHING);
    for (var each : bySlot.entrySet()) {
      var slot = each.getValue();
      var before = sum.peak();
      sum = sum.plus(slot);
      top = Objects.equals(before, sum.peak()) ? top : each.getKey();
      var hour = (int) (each.getKey() * slotMillis / 3_600_000);
      hours[hour] = hours[hour].plus(slot);
    }
    var peak = sum.peak();
    return new Counted(
        sum.viewerSeconds(),
        sum.liveSeconds(),
        sum.observedSeconds(),
        recovering,
        Math.round(airtime),
        sum.averageSeconds(),
        peak == null ? 0 : peak,
        top == null ? null : start(top),
        broadcasts,
        List.of(hours));
  }
}
