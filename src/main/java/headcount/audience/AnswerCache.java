package headcount.audience;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers to analysts that were made before, shared by all nodes, and forgotten when business days
 * were summed anew or a category or broadcaster got another name. Where it is out of reach every
 * answer is made. Thread-safe.
 */
public interface AnswerCache {
  /**
   * A new answer.
   *
   * @param life how long it may be given to others; 0: not at all
   */
  record Made(String text, Duration life) {}

  /**
   * The kept answer, or a new one; one at a time is made, others wait for it for up to two seconds.
   *
   * @param question everything that the answer depends on, in one spelling
   * @return fails as the making does
   */
  CompletionStage<Cached<String>> of(String question, Supplier<CompletionStage<Made>> make);
}
