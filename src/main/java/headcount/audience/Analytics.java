package headcount.audience;

import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What became of audiences. Thread-safe; stages fail when no reader answers, and are empty where
 * nobody knows the scope.
 */
public interface Analytics {
  /** Two stretches beside each other; both of as many steps. */
  CompletionStage<Optional<Comparison>> compare(ScopeName scope, Steps current, Steps previous);

  /**
   * The newest days that are summed against as many before.
   *
   * @param days 7 or 28
   */
  CompletionStage<Optional<Growth>> growth(ScopeName scope, DaySums.Metric metric, int days);

  /**
   * How the business days of the half-open range went.
   *
   * @param zone by whose clock heat map and prime time are
   */
  CompletionStage<Optional<Trends>> trends(
      ScopeName scope, BusinessDay from, BusinessDay to, ZoneId zone);
}
