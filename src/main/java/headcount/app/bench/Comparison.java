package headcount.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two runs of one bench, held against each other by ratios: a machine that is busy or slow moves
 * both figures of a ratio.
 *
 * @param worse a sentence for each figure whose ratio got worse by more than its tolerance
 * @param unmatched names of figures that only one of the runs can compare
 * @param compared how many ratios were compared
 */
record Comparison(List<String> worse, List<String> unmatched, int compared) {
  /** The tolerances are those of the present run. */
  static Comparison of(BenchRun former, BenchRun present) {
    var worse = new ArrayList<String>();
    var unmatched = new ArrayList<String>();
    var compared = 0;
    for (var figure : present.figures()) {
      if (figure.against() == null) {
        continue;
      }
      var now = figure.ratio(present.figures());
      var then = former.figure(figure.name()).map(was -> was.ratio(former.figures()));
      if (Double.isNaN(now) || then.isEmpty() || Double.isNaN(then.get())) {
        unmatched.add(figure.name());
        continue;
      }
      compared++;
      var bound =
          switch (figure.better()) {
            case LOWER -> then.get() * (1 + figure.tolerance());
            case HIGHER -> then.get() / (1 + figure.tolerance());
          };
      if (figure.better().worse(now, bound)) {
        worse.add(sentence(present.bench(), figure, then.get(), now));
      }
    }
    former.figures().stream()
        .filter(was -> was.against() != null && present.figure(was.name()).isEmpty())
        .forEach(was -> unmatched.add(was.name()));
    return new Comparison(List.copyOf(worse), List.copyOf(unmatched), compared);
  }

  private static String sentence(String bench, Figure figure, double then, double now) {
    return String.format(
        Locale.ROOT,
        "%s: %s is %.3g times %s, was %.3g; %.0f %% worse would do",
        bench,
        figure.name(),
        now,
        figure.against(),
        then,
        100 * figure.tolerance());
  }
}
