package headcount.app.faults;

import java.util.List;

/**
 * One fault of the matrix: what is done to real nodes, and what must hold.
 *
 * <p>A row starts everything that it needs in the ground's folder and leaves no process.
 */
interface Row {
  /** Its name on the command line: letters and hyphens. */
  String name();

  /** What is done, in a sentence. */
  String done();

  /** What must hold, in a sentence. */
  String must();

  /** What the machine must have for it. */
  default List<Need> needs() {
    return List.of();
  }

  /**
   * Plays it; blocks for minutes. What did not hold is in the outcome, not thrown.
   *
   * @param report takes what held, what did not and the figures
   */
  void play(Ground ground, Report report) throws InterruptedException;
}
