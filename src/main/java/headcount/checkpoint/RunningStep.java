package headcount.checkpoint;

import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Quality;
import headcount.presence.StreamId;
import java.util.List;

/**
 * The sums of one history step while it runs. Filed under the broadcast as it was listed when the
 * step began. Not thread-safe.
 */
final class RunningStep {
  static final int WORDS = 13;

  final long startMillis;
  final long endMillis;
  final BroadcastRef broadcast;
  private long viewerMillis;
  private long anonymousMillis;
  private long liveMillis;
  private long observedMillis;
  private long recoveringMillis;
  private int peak = -1;
  private int low = Integer.MAX_VALUE;
  private int joins;
  private int leaves;

  RunningStep(long startMillis, long endMillis, BroadcastRef broadcast) {
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.broadcast = broadcast;
  }

  /** The instant at which this sample began: only exact ones make a peak or a low. */
  void seen(HistoryAccumulator.Sample sample) {
    if (sample.live() && sample.quality() == Quality.EXACT) {
      peak = Math.max(peak, sample.viewers());
      low = Math.min(low, sample.viewers());
    }
  }

  /** This sample stood for so long. */
  void held(HistoryAccumulator.Sample sample, long millis) {
    if (!sample.live()) {
      return;
    }
    liveMillis += millis;
    if (sample.quality() == Quality.STALE) {
      return;
    }
    observedMillis += millis;
    viewerMillis += millis * sample.viewers();
    anonymousMillis += millis * sample.anonymous();
    if (sample.quality() == Quality.RECOVERING) {
      recoveringMillis += millis;
    }
  }

  void moved(long came, long went) {
    joins = (int) Math.min(Integer.MAX_VALUE, joins + came);
    leaves = (int) Math.min(Integer.MAX_VALUE, leaves + went);
  }

  /** Whether there is anything to tell. */
  boolean worthTelling() {
    return liveMillis > 0 || joins > 0 || leaves > 0;
  }

  /** The finished step; where no exact instant was seen, all that was observed is recovering. */
  HistoryStep told(StreamId stream, long epoch) {
    var length = (int) ((endMillis - startMillis) / 1000);
    var exact = peak < 0 ? 0 : Math.max(1, seconds(observedMillis - recoveringMillis));
    exact = Math.min(exact, length);
    var recovering = Math.min(seconds(recoveringMillis), length - exact);
    var observed = exact + recovering;
    return new HistoryStep(
        stream,
        broadcast,
        epoch,
        startMillis,
        Math.round(viewerMillis / 1000.0),
        Math.round(anonymousMillis / 1000.0),
        Math.max(peak, 0),
        peak < 0 ? 0 : low,
        joins,
        leaves,
        Math.min(length, Math.max(seconds(liveMillis), observed)),
        observed,
        recovering);
  }

  void writeTo(StringBuilder text) {
    text.append(startMillis).append(' ').append(endMillis);
    text.append(' ')
        .append(broadcast.startedAtMillis())
        .append(' ')
        .append(broadcast.broadcaster());
    text.append(' ').append(broadcast.category()).append(' ').append(viewerMillis);
    text.append(' ').append(anonymousMillis).append(' ').append(liveMillis);
    text.append(' ').append(observedMillis).append(' ').append(recoveringMillis);
    text.append(' ').append(peak < 0 ? "-" : peak + "/" + low);
    text.append(' ').append(joins).append(' ').append(leaves);
  }

  static RunningStep read(List<String> words) {
    var broadcast =
        new BroadcastRef(
            Long.parseLong(words.get(2)),
            new BroadcasterId(words.get(3)),
            new CategoryId(words.get(4)));
    var step =
        new RunningStep(Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), broadcast);
    step.viewerMillis = Long.parseLong(words.get(5));
    step.anonymousMillis = Long.parseLong(words.get(6));
    step.liveMillis = Long.parseLong(words.get(7));
    step.observedMillis = Long.parseLong(words.get(8));
    step.recoveringMillis = Long.parseLong(words.get(9));
    var extremes = words.get(10);
    if (!extremes.equals("-")) {
      var slash = extremes.indexOf('/');
      step.peak = Integer.parseInt(extremes, 0, slash, 10);
      step.low = Integer.parseInt(extremes, slash + 1, extremes.length(), 10);
    }
    step.joins = Integer.parseInt(words.get(11));
    step.leaves = Integer.parseInt(words.get(12));
    return step;
  }

  private static int seconds(long millis) {
    return (int) Math.round(millis / 1000.0);
  }
}
