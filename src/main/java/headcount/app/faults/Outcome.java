package headcount.app.faults;

import java.util.List;
import java.util.Map;

/**
 * How one row ended.
 *
 * @param row its name
 * @param done what was done, in a sentence
 * @param held what held, in short sentences
 * @param broken what did not; empty: the row holds
 * @param figures its numbers; those that it does not have are missing
 * @param where machine, day and commit
 */
record Outcome(
    String row,
    String done,
    List<String> held,
    List<String> broken,
    Map<Figure, Double> figures,
    Where where) {
  Outcome {
    held = List.copyOf(held);
    broken = List.copyOf(broken);
    figures = Map.copyOf(figures);
  }

  boolean holds() {
    return broken.isEmpty();
  }
}
