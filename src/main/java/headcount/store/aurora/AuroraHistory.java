package headcount.store.aurora;

import headcount.audience.Airtime;
import headcount.audience.History;
import headcount.presence.BroadcasterId;
import headcount.presence.StreamId;
import headcount.store.aurora.Slots.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * History from {@code viewer_history}, through the history readers. Of a broadcaster's sums, peak
 * and low are the highest and lowest average of a stored slot, and the average is over the time in
 * which at least one stream was on. Thread-safe.
 */
final class AuroraHistory implements History {
  private final Pools pools;
  private final InstantSource clock;
  private final Duration storedStep;

  /**
   * @param storedStep how long a stored slot is
   */
  AuroraHistory(Pools pools, InstantSource clock, Duration storedStep) {
    this.pools = pools;
    this.clock = clock;
    this.storedStep = storedStep;
  }

  @Override
  public CompletionStage<Optional<List<Point>>> ofStream(
      StreamId stream, Instant from, Instant to, Duration step) {
    return pools.read(
        Pools.Job.HISTORY,
        connection -> {
          var broadcasts = Slots.broadcasts(connection, "broadcasts_of_stream", stream.text());
          if (broadcasts.isEmpty()) {
            return Optional.empty();
          }
          var slots = Slots.of(connection, broadcasts, from, to);
          return Optional.of(
              HistoryPoints.of(slots, from, to, step, clock.instant(), new OneStream()));
        });
  }

  @Override
  public CompletionStage<Optional<List<Point>>> ofBroadcaster(
      BroadcasterId broadcaster, Instant from, Instant to, Duration step) {
    return pools.read(
        Pools.Job.HISTORY,
        connection -> {
          if (Dimensions.number(connection, "broadcaster", broadcaster.text()) == 0) {
            return Optional.empty();
          }
          var broadcasts =
              Slots.broadcasts(connection, "broadcasts_of_broadcaster", broadcaster.text()).stream()
                  .filter(each -> each.started() < to.toEpochMilli())
                  .filter(each -> each.ended() == 0 || each.ended() > from.toEpochMilli())
                  .toList();
          var slots =
              broadcasts.isEmpty() ? List.<Slot>of() : Slots.of(connection, broadcasts, from, to);
          var sums = new Sums(new Airtime(broadcasts), storedStep);
          return Optional.of(HistoryPoints.of(slots, from, to, step, clock.instant(), sums));
        });
  }

  /** A stream's broadcasts follow each other, so their seconds add. */
  private static final class OneStream implements HistoryPoints.Reading {
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

  /** Streams may be on at the same time: their time counts once, as far as it was observed. */
  private record Sums(Airtime airtime, Duration storedStep) implements HistoryPoints.Reading {
    @Override
    public double observed(Slot slot) {
      if (slot.live() == 0) {
        return 0;
      }
      var end = slot.atMillis() + storedStep.toMillis();
      var on = Math.min(airtime.within(slot.atMillis(), end) / 1000.0, (double) slot.live());
      return on * slot.observed() / slot.live();
    }

    @Override
    public @Nullable Long peak(Slot slot) {
      var seconds = observed(slot);
      return seconds > 0 ? Math.round(slot.viewerSeconds() / seconds) : null;
    }

    @Override
    public @Nullable Long low(Slot slot) {
      return peak(slot);
    }
  }
}
