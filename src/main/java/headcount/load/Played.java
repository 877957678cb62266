package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run of the load generator has seen, for a program that made it.
 *
 * @param clean whether nothing was wrong: at the end, on the sockets, and with counts on the way
 * @param nodes the lowest and highest count that any node answered on the way, in percent
 * @param screens the lowest and highest that any screen showed
 * @param lateMillis how late the generator itself was at worst; beyond the age that counts may
 *     have, it was the machine that was measured
 * @param words how it ended, where the extremes were and what was wrong, in sentences
 */
public record Played(
    boolean clean, Extremes nodes, Extremes screens, long lateMillis, List<String> words) {
  /**
   * In percent of the viewers whom servers had to count, and of those whom they might.
   *
   * @param lowest 100 where nothing was seen
   * @param highest 100 where nothing was seen
   */
  public record Extremes(double lowest, double highest) {
    private static Extremes of(Optional<Share> share) {
      return new Extremes(
          share.map(seen -> seen.lowest().percent()).orElse(100.0),
          share.map(seen -> seen.highest().percent()).orElse(100.0));
    }
  }

  public Played {
    words = List.copyOf(words);
  }

  static Played of(Outcome outcome) {
    var counts = outcome.overTime();
    var words = new ArrayList<String>();
    words.add(outcome.ended());
    var streams = outcome.script().streams();
    counts.nodes().ifPresent(share -> words.add("nodes: " + said(share, streams)));
    counts.screens().ifPresent(share -> words.add("screens: " + said(share, streams)));
    for (var fault : outcome.verdict().faults()) {
      words.add(
          String.format(
              Locale.ROOT, "%,d times %s: %s", fault.number(), fault.kind(), fault.examples()));
    }
    return new Played(
        outcome.clean(),
        Extremes.of(counts.nodes()),
        Extremes.of(counts.screens()),
        outcome.verdict().rest().late(),
        words);
  }

  private static String said(Share share, List<String> streams) {
    return String.join("; ", OverTime.sentences(share, streams));
  }
}
