package headcount.store.aurora;

import headcount.audience.Airtime;
import headcount.audience.History;
import headcount.audience.Steps;
import headcount.presence.BroadcasterId;
import headcount.presence.StreamId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
  public CompletionStage<Optional<List<Point>>> ofStream(StreamId stream, Steps steps) {
    return pools.read(
        Pools.Job.HISTORY,
        connection -> {
          var broadcasts = Slots.broadcasts(connection, "broadcasts_of_stream", stream.text());
          if (broadcasts.isEmpty()) {
            return Optional.empty();
          }
          var slots = Slots.of(connection, broadcasts, steps.from(), steps.to());
          return Optional.of(
              HistoryPoints.of(slots, steps, clock.instant(), SlotReading.ONE_STREAM));
        });
  }

  @Override
  public CompletionStage<Optional<List<Point>>> ofBroadcaster(
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
          return Optional.of(HistoryPoints.of(slots, steps, clock.instant(), sums));
        });
  }
}
