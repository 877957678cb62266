package headcount.audience;

import headcount.audience.DailyFigures.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.agrona.collections.LongHashSet;

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
      var top = -1;
      var peak = 0.0;
      var averageSeconds = 0.0;
      for (int i = 0; i < slots; i++) {
        var seconds = observedSeconds(i);
        averageSeconds += seconds;
        if (seconds > 0 && (top < 0 || viewerSeconds[i] / seconds > peak)) {
          top = i;
          peak = viewerSeconds[i] / seconds;
        }
      }
      var counted =
          new Counted(
              Arrays.stream(viewerSeconds).sum(),
              Arrays.stream(live).sum(),
              Arrays.stream(observed).sum(),
              recovering,
              Math.round(airtime),
              averageSeconds,
              Math.round(peak),
              top < 0 ? null : start(top),
              broadcasts,
              byHour(viewerSeconds));
      return new DailyFigures(
          scope, scope.key(), 0, counted, sessionsHeld ? audience.figures() : null);
    }

    /** Of the slot, or of the live time where that is shorter, the part that was observed. */
    private double observedSeconds(int slot) {
      return live[slot] == 0
          ? 0
          : Math.min(slotMillis / 1000.0, (double) live[slot]) * observed[slot] / live[slot];
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

  /** The platform's day and each category's. */
  public List<DailyFigures> figures(boolean sessionsHeld) {
    var out = new ArrayList<DailyFigures>();
    out.add(platform.figures(Scope.PLATFORM, sessionsHeld));
    categories.forEach(
        (key, total) -> out.add(total.figures(new Scope(Scope.Kind.CATEGORY, key), sessionsHeld)));
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

  /** Sums of slots as sums of the 24 hours. */
  List<Long> byHour(long[] bySlot) {
    var hours = new long[24];
    for (int i = 0; i < slots; i++) {
      hours[(int) (i * slotMillis / 3_600_000)] += bySlot[i];
    }
    return Arrays.stream(hours).boxed().toList();
  }
}
