package headcount.app.bench;

import java.util.function.Consumer;

/** One thing that is measured, and yields named figures. Run one at a time, on one thread. */
public interface Bench {
  /** Under which it is asked for: lower-case letters, digits and hyphens. */
  String name();

  /** What it measures, in a sentence. */
  String about();

  /** Whether {@code --quick} runs it: only what takes less than about two minutes then. */
  default boolean quick() {
    return true;
  }

  /**
   * Measures. A figure that is compared with another's is yielded in the same run as the other.
   *
   * @throws Exception where it could not be measured: the command says so, and fails
   */
  void measure(BenchGround ground, Consumer<Figure> figures) throws Exception;
}
