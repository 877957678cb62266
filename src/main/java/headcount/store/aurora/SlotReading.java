package headcount.store.aurora;

import headcount.audience.Airtime;
import headcount.audience.Figures;
import headcount.store.aurora.Slots.Slot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a slot's sums over broadcasts are read: as one stream's, or as those of several at once. */
interface SlotReading {
  /** Seconds of the slot in which anything was on. */
  double onAir(Slot slot);

  /** Seconds over which the slot's average is taken. */
  double observed(Slot slot);

  /** Its highest; null where nothing was exact or observed. */
  @Nullable Long peak(Slot slot);

  /** Its lowest, likewise. */
  @Nullable Long low(Slot slot);

  /** The slot as figures. */
  default Figures figures(Slot slot) {
    return new Figures(
        slot.viewerSeconds(), slot.live(), slot.observed(), observed(slot), peak(slot));
  }

  /** A stream: its broadcasts follow each other, so their seconds add, and peaks are exact. */
  record OneStream() implements SlotReading {
    @Override
    public double onAir(Slot slot) {
      return slot.live();
    }

    @Override
    public double observed(Slot slot) {
      return slot.observed();
    }

    @Override
    public @Nullable Long peak(Slot slot) {
      return slot.peak();
    }

    @Override
    public @Nullable Long low(Slot slot) {
      return slot.low();
    }
  }

  /**
   * Streams that may be on at the same time: their time counts once, as far as it was observed, and
   * the highest and lowest are averages of slots.
   *
   * @param storedStep how long a slot is
   */
  record Several(Airtime airtime, Duration storedStep) implements SlotReading {
    @Override
    public double onAir(Slot slot) {
      var end = slot.atMillis() + storedStep.toMillis();
      return Math.min(airtime.within(slot.atMillis(), end) / 1000.0, (double) slot.live());
    }

    @Override
    public double observed(Slot slot) {
      return slot.live() == 0 ? 0 : onAir(slot) * slot.observed() / slot.live();
    }

    @Override
    public @Nullable Long peak(Slot slot) {
      var seconds = observed(slot);
      return seconds > 0 ? (Long) Math.round(slot.viewerSeconds() / seconds) : null;
    }

    @Override
    public @Nullable Long low(Slot slot) {
      return peak(slot);
    }
  }
}
