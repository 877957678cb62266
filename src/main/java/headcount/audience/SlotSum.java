package headcount.audience;

import java.util.ArrayList;
import java.util.List;

/** What a broadcaster's broadcasts were together in one slot. Not thread-safe. */
final class SlotSum {
  private final List<OnAir> onAir = new ArrayList<>();
  private long viewerSeconds;
  private long live;
  private long observed;

  void add(StoredStep step, OnAir broadcast) {
    viewerSeconds += step.viewerSeconds();
    live += step.liveSeconds();
    observed += step.observedSeconds();
    if (onAir.isEmpty() || !onAir.getLast().equals(broadcast)) {
      onAir.add(broadcast);
    }
  }

  /** Seconds of the slot in which at least one of them was on. */
  double airtime(long slotStart, long slotMillis) {
    var seconds = new Airtime(onAir).within(slotStart, slotStart + slotMillis) / 1000.0;
    return Math.min(seconds, (double) live);
  }

  /** The slot as figures: its average over the observed part of that time is its peak. */
  Figures figures(long slotStart, long slotMillis) {
    return Figures.ofSlot(viewerSeconds, live, observed, airtime(slotStart, slotMillis));
  }
}
