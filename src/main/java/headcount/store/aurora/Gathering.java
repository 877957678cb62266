package headcount.store.aurora;

import headcount.audience.Figures;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Adds what comes to the step that it begins in; what begins in none is left out. */
final class Gathering {
  /** A half-open range of time. */
  record Range(Instant from, Instant to) {}

  private final List<Instant> borders;
  private final Figures[] sums;

  /**
   * Nothing yet.
   *
   * @param borders each step's start, and the last one's end behind them; two or more
   */
  Gathering(List<Instant> borders) {
    this.borders = borders;
    this.sums = new Figures[borders.size() - 1];
    Arrays.fill(sums, Figures.NOTHING);
  }

  void add(Instant at, Figures figures) {
    var found = Collections.binarySearch(borders, at);
    var step = found >= 0 ? found : -found - 2;
    if (step >= 0 && step < sums.length) {
      sums[step] = sums[step].plus(figures);
    }
  }

  /** From the first step's start to the last one's end. */
  Range range() {
    return new Range(borders.getFirst(), borders.getLast());
  }

  /** The longest time of which every border is a multiple, in seconds. */
  long grain() {
    var grain = 0L;
    for (var border : borders) {
      var other = border.getEpochSecond();
      while (other != 0) {
        var rest = grain % other;
        grain = other;
        other = rest;
      }
    }
    return grain;
  }

  /** One for each step, in order. */
  List<Figures> figures() {
    return List.of(sums);
  }
}
