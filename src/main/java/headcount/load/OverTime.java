package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far counts were from the truth while a run went on.
 *
 * @param nodes the lowest and highest count that a node answered, in percent of the truth
 * @param screens the lowest and highest that a screen showed
 * @param stretches the same in stretches of equal length, by time
 * @param clean whether all of it is within what is judged
 */
record OverTime(
    Optional<Share> nodes, Optional<Share> screens, List<Stretch> stretches, boolean clean) {
  private static final int MOST_STRETCHES = 20;
  private static final int SHORTEST_SECONDS = 10;

  /** From one moment to the other, in seconds. */
  record Stretch(double from, double to, Optional<Share> nodes, Optional<Share> screens) {}

  OverTime {
    stretches = List.copyOf(stretches);
  }

  static OverTime of(List<Sample> samples, Tolerance tolerance) {
    var all = stretch(samples);
    var stretches = new ArrayList<Stretch>();
    var length =
        samples.isEmpty()
            ? SHORTEST_SECONDS
            : Math.max(SHORTEST_SECONDS, samples.getLast().seconds() / MOST_STRETCHES);
    for (var from = 0; from < samples.size(); ) {
      var end = samples.get(from).seconds() + length;
      var to = from + 1;
      while (to < samples.size() && samples.get(to).seconds() < end) {
        to++;
      }
      stretches.add(stretch(samples.subList(from, to)));
      from = to;
    }
    var clean =
        all.nodes.map(tolerance::admits).orElse(true)
            && all.screens.map(tolerance::admits).orElse(true);
    return new OverTime(all.nodes, all.screens, stretches, clean);
  }

  private static Stretch stretch(List<Sample> samples) {
    var nodes = Optional.<Share>empty();
    var screens = Optional.<Share>empty();
    for (var sample : samples) {
      nodes = Share.worst(nodes, sample.served().nodes());
      screens = Share.worst(screens, sample.served().screens());
    }
    return samples.isEmpty()
        ? new Stretch(0, 0, nodes, screens)
        : new Stretch(samples.getFirst().seconds(), samples.getLast().seconds(), nodes, screens);
  }

  /** Where the most extreme counts were, one sentence for the lowest and one for the highest. */
  static List<String> sentences(Share share, List<String> streams) {
    return List.of(
        sentence("lowest", share.lowest(), streams), sentence("highest", share.highest(), streams));
  }

  private static String sentence(String which, Share.Part part, List<String> streams) {
    return String.format(
        Locale.ROOT,
        "%s %.2f %%: %,d of %,d viewers of %s, by %s",
        which,
        part.percent(),
        part.said(),
        part.truth(),
        part.stream() == Share.ALL ? "all streams" : streams.get(part.stream()),
        part.who());
  }
}
