package headcount.presence;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an entity would have stored now: everything, or what may differ from {@code base}.
 *
 * <p>The lists of a difference may name what the base already says; as operations on sets they
 * change nothing then.
 *
 * @param count its epoch and version are the draft's
 * @param base what the difference goes on top of; null: it is everything
 * @param change tabs and viewers that came and went
 * @param sources how far each source was counted, those included whose viewers are held by name
 * @param ending the end that not all nodes have obeyed, to be stored and handed to {@link Loaded};
 *     null if none, and then none is to stay stored
 */
public record Draft(
    Headcount count,
    @Nullable Base base,
    Change change,
    Map<Source, SourceMark> sources,
    @Nullable Ending ending) {

  /** Names a stored draft. */
  public record Base(long epoch, long version) {}

  /**
   * What came and went.
   *
   * @param came viewers with a tab
   * @param went viewers without one
   * @param joined tabs that are there
   * @param left sessions that are not
   */
  public record Change(
      List<ViewerId> came, List<ViewerId> went, List<PlacedTab> joined, List<SessionId> left) {
    /** Whether it says nothing. */
    public boolean isEmpty() {
      return came.isEmpty() && went.isEmpty() && joined.isEmpty() && left.isEmpty();
    }
  }

  /** The incarnation that drew it. */
  public long epoch() {
    return count.epoch();
  }

  /** Its version within the epoch. */
  public long version() {
    return count.version();
  }
}
