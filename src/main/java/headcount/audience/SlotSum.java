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

  long viewerSeconds() {
    return viewerSeconds;
  }

  boolean wasObserved() {
    return observed > 0;
  }

  /** Seconds of the slot in which at least one of them was on. */
  double airtime(long slotStart, long slotMillis) {
    var seconds = new Airtime(onAir).within(slotStart, slotStart + slotMillis) / 1000.0;
    return Math.min(seconds, (double) live);
  }

  /** The observed part of that time. */
  double averageSeconds(long slotStart, long slotMillis) {
    return live == 0 ? 0 : airtime(slotStart, slotMillis) * observed / live;
  }

  /** Viewers over the observed part of that time; 0 where nothing was observed. */
  long average(long slotStart, long slotMillis) {
    var seconds = averageSeconds(slotStart, slotMillis);
    return seconds > 0 ? Math.round(viewerSeconds / seconds) : 0;
  }
}
