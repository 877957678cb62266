package headcount.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Business days as they were summed. Thread-safe; stages fail when no reader answers. */
public interface DailyStatistics {
  /** What scopes are ordered by. */
  enum Sort {
    /** Hours watched, most first. */
    HOURS,
    /**
     * Growth of the hours watched in a week, most first; only scopes with at least 1,000 of them in
     * the week before.
     */
    GROWTH
  }

  /**
   * Which scopes of a day.
   *
   * @param day null for the newest that is summed
   * @param limit 1 to 100
   * @param cursor of the page before; null for the first
   */
  record Question(
      @Nullable BusinessDay day, Scope.Kind kind, Sort sort, int limit, @Nullable String cursor) {}

  /**
   * One page.
   *
   * @param day null where none is summed
   * @param asOf when the newest of the days was summed; null where none is
   * @param coverage of the platform on that day, or of the scope in all of the range's days
   * @param isFinal whether nothing is expected any more
   * @param next the cursor of the page after; null at the end
   */
  record Page(
      @Nullable BusinessDay day,
      @Nullable Instant asOf,
      @Nullable Double coverage,
      boolean isFinal,
      List<DayItem> items,
      @Nullable String next) {}

  /**
   * The scopes of one day.
   *
   * @return fails with {@link Rankings.CursorExpired} where the cursor is none, or the day has been
   *     summed again since
   */
  CompletionStage<Page> top(Question question);

  /**
   * A scope's days in the half-open range, in order; a stream has one for each broadcast.
   *
   * @return empty where nobody knows the scope
   */
  CompletionStage<Optional<Page>> ofScope(
      ScopeName scope, BusinessDay from, BusinessDay to, int limit, @Nullable String cursor);
}
