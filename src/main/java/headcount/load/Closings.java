package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How many standing sessions their servers ended, by node and close code; 1006 where no close frame
 * came. For one thread; {@link #seen} is a copy for others.
 */
public final class Closings {
  private final TreeMap<Integer, TreeMap<Integer, Long>> byNode = new TreeMap<>();

  /**
   * One kind of end.
   *
   * @param node numbered as the targets of the run
   */
  public record Closing(int node, int code, long number) {}

  Closings() {}

  void count(int node, int code) {
    byNode.computeIfAbsent(node, _ -> new TreeMap<>()).merge(code, 1L, Long::sum);
  }

  List<Closing> seen() {
    var seen = new ArrayList<Closing>();
    byNode.forEach(
        (node, codes) -> codes.forEach((code, n) -> seen.add(new Closing(node, code, n))));
    return seen;
  }
}
