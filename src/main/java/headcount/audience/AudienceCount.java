package headcount.audience;

import headcount.audience.DailyFigures.Watched;
import headcount.audience.DailyFigures.Watching;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/** Counts viewers that come one by one, none of them twice. Not thread-safe. */
final class AudienceCount {
  private final ViewerSketch.Builder viewers = new ViewerSketch.Builder();
  private final ViewerSketch.Builder anonymousViewers = new ViewerSketch.Builder();
  private final IntArrayList seconds = new IntArrayList();
  private final Retention.Builder retention = new Retention.Builder();
  private long watched;
  private long sessions;
  private long uniques;
  private long anonymous;
  private long fresh;

  void session() {
    sessions++;
  }

  void viewer(Sitting who) {
    uniques++;
    viewers.add(who.viewer());
    if (who.anonymous()) {
      anonymous++;
      anonymousViewers.add(who.viewer());
    }
    if (who.fresh()) {
      fresh++;
    }
  }

  /** Of the viewer that came last. */
  void watched(WatchTime time) {
    seconds.addInt(time.seconds());
    watched += time.seconds();
    time.episodes().forEach(retention::add);
  }

  Watched figures() {
    return new Watched(
        sessions,
        uniques,
        anonymous,
        fresh,
        seconds.isEmpty() ? null : new Watching(watched, median(), retention.built()),
        viewers.built(),
        anonymousViewers.built());
  }

  /** The least time that at least half of the viewers did not exceed. */
  private int median() {
    var sorted = seconds.toIntArray();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
