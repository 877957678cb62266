package headcount.store.aurora;

import headcount.audience.Airtime;
import headcount.audience.Cached;
import headcount.audience.History;
import headcount.audience.Steps;
import headcount.presence.BroadcasterId;
import headcount.presence.StreamId;
import headcount.store.SlotCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * History from {@code viewer_history}, through the history readers, a stream's through a cache. Of
 * a broadcaster's sums, peak and low are the highest and lowest average of a stored slot, and the
 * average is over the time in which at least one stream was on. Thread-safe.
 */
final class AuroraHistory implements History {
  private final Pools pools;
  private final StreamSlots slots;
  private final InstantSource clock;
  private final Duration storedStep;

  /**
   * @param storedStep how long a stored slot is
   */
  AuroraHistory(Pools pools, SlotCache cache, InstantSource clock, Duration storedStep) {
    this.pools = pools;
    this.slots = new StreamSlots(pools, cache);
    this.clock = clock;
    this.storedStep = storedStep;
  }

  @Override
  public CompletionStage<Optional<Cached<List<Point>>>> ofStream(StreamId stream, Steps steps) {
    return slots
        .of(stream, steps.from(), steps.to())
        .thenApply(
            found ->
                found.map(
                    all ->
                        new Cached<>(
                            HistoryPoints.of(
                                all.value(), steps, clock.instant(), new SlotReading.OneStream()),
                            all.hit())));
  }

  @Override
  public CompletionStage<Optional<Cached<List<Point>>>> ofBroadcaster(
      BroadcasterId broadcaster, Steps steps) {
    return pools.read(
        Pools.Job.HISTORY,
        connection -> {
          if (Dimensions.number(connection, "broadcaster", broadcaster.text()) == 0) {
            return Optional.empty();
          }
          var broadcasts =
              Slots.within(
                  Slots.broadcasts(connection, "broadcasts_of_broadcaster", broadcaster.text()),
                  steps.from(),
                  steps.to());
          var slots = Slots.of(connection, broadcasts, steps.from(), steps.to());
          var sums = new SlotReading.Several(new Airtime(broadcasts), storedStep);
          var points = HistoryPoints.of(slots, steps, clock.instant(), sums);
          return Optional.of(new Cached<>(points, false));
        });
  }
}
