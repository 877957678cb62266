package headcount.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/**
 * What was summed of a scope's audience, for those who reckon with it. Thread-safe; stages fail
 * when no reader answers, and are empty where nobody knows the scope.
 */
public interface AudienceSums {
  /**
   * The sums of each step, in order: one for each of {@link Steps#starts}, {@link Figures#NOTHING}
   * where nothing is stored. The platform and categories have theirs some 15 minutes after each
   * slot.
   */
  CompletionStage<Optional<List<Figures>>> steps(ScopeName scope, Steps steps);

  /** Viewer seconds by category id, for each business day of the half-open range that has any. */
  CompletionStage<Optional<SortedMap<BusinessDay, Map<String, Long>>>> categories(
      ScopeName scope, BusinessDay from, BusinessDay to);

  /** Until when slots are summed; {@link Instant#MIN} where none is. */
  CompletionStage<Instant> summedTo();
}
