package headcount.audience;

import headcount.audience.DailyFigures.Watched;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;
import org.jspecify.annotations.Nullable;

/** Counts viewers that come one by one, none of them twice. Not thread-safe. */
final class AudienceCount {
  private final ViewerSketch.Builder viewers = new ViewerSketch.Builder();
  private final ViewerSketch.Builder anonymousViewers = new ViewerSketch.Builder();
  private final IntArrayList seconds = new IntArrayList();
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
  }

  Watched figures() {
    return new Watched(
        sessions, uniques, anonymous, fresh, median(), viewers.built(), anonymousViewers.built());
  }

  /** The least time that at least half of the viewers did not exceed. */
  private @Nullable Integer median() {
    var sorted = seconds.toIntArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? null : sorted[(sorted.length - 1) / 2];
  }
}
