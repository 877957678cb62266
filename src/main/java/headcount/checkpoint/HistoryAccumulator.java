package headcount.checkpoint;

import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.presence.BroadcastRef;
import headcount.presence.Quality;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a stream's counts into steps of history on the wall clock's borders.
 *
 * <p>A sample stands until the next one. Recovering samples count in the average and never in peak
 * or low; stale ones are a gap: live, not observed. An accumulator that was taken up from its text
 * lets the last sample stand as recovering for at most a minute, and takes the rest of the pause
 * for a gap. Pure and not thread-safe; the wall clock is an argument, and where it steps back
 * nothing is counted twice.
 */
public final class HistoryAccumulator {
  /** How long a count stands that nobody confirms: then it is stale. */
  static final long STANDS_MILLIS = 60_000;

  private static final String VERSION = "1";
  private static final int LONGEST_PAUSE_STEPS = 288;
  private static final int HEAD = 6;

  /**
   * The stream as it is from now on.
   *
   * @param live whether the broadcast is on
   * @param joins sessions that came ever, in this incarnation of the counter; may begin anew
   * @param leaves likewise, that went
   */
  public record Sample(
      int viewers, int anonymous, Quality quality, boolean live, long joins, long leaves) {
    Sample as(Quality other) {
      return new Sample(viewers, anonymous, other, live, joins, leaves);
    }
  }

  private final long stepMillis;
  private final RecentMean recent = new RecentMean();
  private @Nullable RunningStep running;
  private @Nullable Sample last;
  private long lastMillis;
  private long staleFromMillis = Long.MAX_VALUE;

  /** One that knows nothing yet; the step divides a day. */
  public HistoryAccumulator(Duration step) {
    this.stepMillis = step.toMillis();
  }

  /** Takes up what {@link #text} wrote; knows nothing if the text is empty or not understood. */
  public static HistoryAccumulator resumed(String text, Duration step) {
    try {
      var taken = new HistoryAccumulator(step);
      if (!text.isEmpty()) {
        taken.read(List.of(text.split(" ")));
      }
      return taken;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new HistoryAccumulator(step);
    }
  }

  /** The 30-minute mean that such a text holds, as of that moment; 0 if it is not understood. */
  public static int meanOf(String text, long wall) {
    return resumed(text, Duration.ofMinutes(5)).recentMean(wall);
  }

  /**
   * From now on the stream is so.
   *
   * @param wall now, Unix ms
   * @return steps that are finished by now, oldest first; mostly none
   */
  public List<HistoryStep> advance(
      StreamId stream, BroadcastRef broadcast, long epoch, long wall, Sample sample) {
    var out = new ArrayList<HistoryStep>();
    if (running != null && running.broadcast.startedAtMillis() != broadcast.startedAtMillis()) {
      out.addAll(finish(stream, epoch, wall));
    }
    integrate(stream, broadcast, epoch, wall, out);
    var before = last;
    var step = begun(broadcast, Math.max(wall, lastMillis));
    step.seen(sample);
    step.moved(
        since(sample.joins(), before == null ? 0 : before.joins()),
        since(sample.leaves(), before == null ? 0 : before.leaves()));
    last = sample;
    lastMillis = Math.max(wall, lastMillis);
    staleFromMillis = Long.MAX_VALUE;
    return out;
  }

  /**
   * The broadcast has ended: hands out what ran until now, the last step cut short. Not for a
   * stream that is merely quiet: a step handed out twice would stand as the second one says.
   *
   * @return finished steps, oldest first
   */
  public List<HistoryStep> finish(StreamId stream, long epoch, long wall) {
    var out = new ArrayList<HistoryStep>();
    var step = running;
    if (step != null) {
      integrate(stream, step.broadcast, epoch, wall, out);
      tell(stream, epoch, out);
    }
    var before = last;
    if (before != null) {
      last = new Sample(0, 0, Quality.EXACT, false, before.joins(), before.leaves());
    }
    return out;
  }

  /** Viewers over the last 30 minutes, over what was observed of them; 0 if nothing was. */
  public int recentMean(long wall) {
    return recent.at(wall);
  }

  /** Whether a step runs whose figures nobody was handed yet. */
  public boolean holdsUnwritten() {
    return running != null && running.worthTelling();
  }

  /** When the running step ends, Unix ms; where none runs, the next border after {@code wall}. */
  public long nextBorder(long wall) {
    return running != null ? running.endMillis : (Math.floorDiv(wall, stepMillis) + 1) * stepMillis;
  }

  /** This accumulator in at most some 400 characters; empty if it knows nothing. */
  public String text() {
    var sample = last;
    if (sample == null) {
      return "";
    }
    var text = new StringBuilder(240);
    text.append(VERSION).append(' ').append(lastMillis).append(' ').append(sample.viewers());
    text.append(' ').append(sample.anonymous()).append(' ').append(sample.quality().word());
    text.append(' ').append(sample.live() ? 1 : 0).append(' ');
    recent.writeTo(text);
    if (running != null) {
      text.append(' ');
      running.writeTo(text);
    }
    return text.toString();
  }

  private void read(List<String> words) {
    if (!words.getFirst().equals(VERSION)) {
      throw new IllegalArgumentException("history text of another version");
    }
    var quality =
        words.get(4).equals(Quality.STALE.word())
            ? Quality.STALE
            : Quality.RECOVERING; // nobody confirms it now
    last =
        new Sample(
            Integer.parseInt(words.get(2)),
            Integer.parseInt(words.get(3)),
            quality,
            words.get(5).equals("1"),
            0,
            0);
    lastMillis = Long.parseLong(words.get(1));
    staleFromMillis = lastMillis + STANDS_MILLIS;
    var mean = 1 + 2 * RecentMean.BUCKETS;
    recent.readFrom(words.subList(HEAD, HEAD + mean));
    if (words.size() >= HEAD + mean + RunningStep.WORDS) {
      running = RunningStep.read(words.subList(HEAD + mean, words.size()));
    }
  }

  private void integrate(
      StreamId stream, BroadcastRef broadcast, long epoch, long wall, List<HistoryStep> out) {
    var sample = last;
    if (sample == null || wall <= lastMillis) {
      return;
    }
    skipLongPause(stream, epoch, wall, out);
    while (lastMillis < wall) {
      var standing = lastMillis >= staleFromMillis ? sample.as(Quality.STALE) : sample;
      var step = begun(broadcast, lastMillis);
      var until = Math.min(wall, step.endMillis);
      if (lastMillis < staleFromMillis) {
        until = Math.min(until, staleFromMillis);
      }
      step.held(standing, until - lastMillis);
      if (standing.live() && standing.quality() != Quality.STALE) {
        recent.add(lastMillis, until, standing.viewers());
      }
      lastMillis = until;
      if (until == step.endMillis) {
        tell(stream, epoch, out);
        if (until < wall) {
          begun(broadcast, until).seen(standing);
        }
      }
    }
  }

  private void skipLongPause(StreamId stream, long epoch, long wall, List<HistoryStep> out) {
    var earliest = Math.floorDiv(wall, stepMillis) * stepMillis - LONGEST_PAUSE_STEPS * stepMillis;
    if (lastMillis < earliest) {
      tell(stream, epoch, out);
      lastMillis = earliest;
    }
  }

  private RunningStep begun(BroadcastRef broadcast, long at) {
    var step = running;
    if (step == null || at >= step.endMillis) {
      var start = Math.floorDiv(at, stepMillis) * stepMillis;
      step = new RunningStep(start, start + stepMillis, broadcast);
      running = step;
    }
    return step;
  }

  private void tell(StreamId stream, long epoch, List<HistoryStep> out) {
    var step = running;
    if (step != null && step.worthTelling()) {
      out.add(step.told(stream, epoch));
    }
    running = null;
  }

  private static long since(long now, long before) {
    return now >= before ? now - before : now;
  }
}
