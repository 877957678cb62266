package headcount.audience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.agrona.collections.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What share of episodes of watching last so long, by Kaplan and Meier's estimator ("Nonparametric
 * estimation from incomplete observations", 1958): an episode that was cut by the end of the
 * broadcast, of the day or by a server's leaving says that it lasted at least so long, and no more.
 *
 * @param episodes how many there were
 * @param shares at each of {@link #MARKS}, 0 to 1; null where no episode was observed for that long
 */
public record Retention(int episodes, List<@Nullable Double> shares) {
  /** How long episodes are looked at. */
  public static final List<Duration> MARKS =
      List.of(1, 5, 10, 15, 30, 60, 120, 180, 240).stream().map(Duration::ofMinutes).toList();

  /** Gathers episodes. Not thread-safe. */
  static final class Builder {
    private static final long CUT = 1;
    private final LongArrayList episodes = new LongArrayList();

    void add(WatchTime.Episode episode) {
      // of equal lengths those that ended come first, as who was cut was there for at least so long
      episodes.addLong(episode.millis() << 1 | (episode.cut() ? CUT : 0));
    }

    Retention built() {
      var sorted = episodes.toLongArray();
      Arrays.sort(sorted);
      var shares = new ArrayList<@Nullable Double>();
      var share = 1.0;
      var next = 0;
      for (var mark : MARKS) {
        while (next < sorted.length && sorted[next] >>> 1 < mark.toMillis()) {
          var watching = sorted.length - next;
          if ((sorted[next] & CUT) == 0) {
            share *= 1 - 1.0 / watching;
          }
          next++;
        }
        // nobody is left: known to be nobody, or not known
        shares.add(next < sorted.length || share == 0 ? share : null);
      }
      return new Retention(sorted.length, shares);
    }
  }

  /** Takes the list as it is: it may hold nulls. */
  public Retention {
    shares = Collections.unmodifiableList(new ArrayList<>(shares));
  }
}
