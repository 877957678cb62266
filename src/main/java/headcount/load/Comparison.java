package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What nodes and tabs said of each stream, held against the truth.
 *
 * @param checked how many counts were compared
 * @param differences those that were not the truth, in the order of the streams
 */
record Comparison(int checked, List<Difference> differences) {
  static final String EXACT = "exact";
  static final String UNKNOWN_STREAM = "404";
  static final String SILENT = "no frame";

  /**
   * One count that somebody served.
   *
   * @param who the node or tab
   * @param stream its number
   * @param figures what it said; none where it knew nothing
   * @param quality the word beside the count
   */
  record Said(String who, int stream, Figures figures, String quality) {}

  /** A count that is not the truth. */
  record Difference(Said said, Figures truth) {}

  Comparison {
    differences = List.copyOf(differences);
  }

  /**
   * Holds what was said against the truth. A stream that nobody ever watched may be unknown; any
   * other answer must carry the true numbers and, where asked for, the word exact.
   */
  static Comparison of(Truths truth, Stream<Said> said, boolean exactOnly) {
    var checked = new ArrayList<Said>();
    var wrong = new ArrayList<Difference>();
    said.forEach(
        each -> {
          checked.add(each);
          if (!fits(truth, each, exactOnly)) {
            wrong.add(new Difference(each, truth.of(each.stream)));
          }
        });
    wrong.sort((one, other) -> Integer.compare(one.said.stream, other.said.stream));
    return new Comparison(checked.size(), wrong);
  }

  boolean clean() {
    return differences.isEmpty();
  }

  Comparison and(Comparison other) {
    return new Comparison(
        checked + other.checked,
        Stream.concat(differences.stream(), other.differences.stream()).toList());
  }

  List<Difference> where(Predicate<Difference> condition) {
    return differences.stream().filter(condition).toList();
  }

  private static boolean fits(Truths truth, Said said, boolean exactOnly) {
    if (said.quality.equals(UNKNOWN_STREAM)) {
      return !truth.everWatched(said.stream);
    }
    return said.figures.equals(truth.of(said.stream)) && (!exactOnly || said.quality.equals(EXACT));
  }
}
