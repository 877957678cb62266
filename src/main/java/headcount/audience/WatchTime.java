package headcount.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a viewer watched: the union of intervals, so that two tabs at the same time count once
 * and a pause between two of them not at all. Intervals with pauses of a minute at most make an
 * episode. Not thread-safe.
 */
final class WatchTime {
  private static final long LONGEST_PAUSE = 60_000;

  /**
   * A stretch of watching.
   *
   * @param millis watched, without its pauses
   * @param cut whether it ended for another reason than the viewer's
   */
  record Episode(long millis, boolean cut) {}

  private final List<Episode> episodes = new ArrayList<>();
  private long covered = Long.MIN_VALUE;
  private long millis;
  private long episodeMillis;
  private boolean open;
  private boolean entered;
  private boolean cut;

  /**
   * Adds an interval, Unix ms; those added before began no later.
   *
   * @param begins whether the viewer came then; an episode whose beginning was not seen is none
   * @param isCut whether it ended for another reason than the viewer's
   */
  void add(long from, long until, boolean begins, boolean isCut) {
    if (!open || from - covered > LONGEST_PAUSE) {
      end();
      open = true;
      entered = begins;
      episodeMillis = 0;
      cut = isCut;
    }
    var start = Math.max(from, covered);
    if (until > start) {
      millis += until - start;
      episodeMillis += until - start;
    }
    if (until > covered) {
      covered = until;
      cut = isCut;
    } else if (until == covered) {
      cut |= isCut;
    }
  }

  private void end() {
    if (open && entered) {
      episodes.add(new Episode(episodeMillis, cut));
    }
    open = false;
  }

  /** Whole seconds, rounded half up. */
  int seconds() {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, (millis + 500) / 1000));
  }

  /** The episodes; nothing may be added afterwards. */
  List<Episode> episodes() {
    end();
    return List.copyOf(episodes);
  }
}
