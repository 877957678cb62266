package headcount.load;

import java.util.List;

/**
 * What one process knows at one moment: the truth, what its screens showed since the moment before,
 * and its running numbers. Not to be changed once it was given away.
 */
final class Pulse {
  /** The numbers that need no streams. */
  record Totals(Figures truth, Figures held, Tally.Seen tally, long faults) {
    static final Totals NOTHING = new Totals(Figures.NONE, Figures.NONE, Tally.Seen.NOTHING, 0);

    Totals plus(Totals other) {
      return new Totals(
          truth.plus(other.truth),
          held.plus(other.held),
          tally.plus(other.tally),
          faults + other.faults);
    }
  }

  final long round;
  final long nanos;
  final int[] owed;
  final int[] held;
  final Reading screens;
  final Totals totals;

  /**
   * A pulse.
   *
   * @param round its number; all processes count from the same begin
   * @param nanos when, by the clock that all processes of a machine share
   * @param owed by stream: viewers whom servers must count
   * @param held by stream: viewers whom they may count
   */
  Pulse(long round, long nanos, int[] owed, int[] held, Reading screens, Totals totals) {
    this.round = round;
    this.nanos = nanos;
    this.owed = owed;
    this.held = held;
    this.screens = screens;
    this.totals = totals;
  }

  /** What several processes know of the same moment, together; people and tabs are different. */
  static Pulse together(List<Pulse> pulses) {
    var first = pulses.getFirst();
    var owed = first.owed.clone();
    var held = first.held.clone();
    var screens = new Reading(owed.length);
    screens.take(first.screens);
    var totals = first.totals;
    var nanos = first.nanos;
    for (var other : pulses.subList(1, pulses.size())) {
      for (var stream = 0; stream < owed.length; stream++) {
        owed[stream] += other.owed[stream];
        held[stream] += other.held[stream];
      }
      screens.take(other.screens);
      totals = totals.plus(other.totals);
      nanos = Math.max(nanos, other.nanos);
    }
    return new Pulse(first.round, nanos, owed, held, screens, totals);
  }
}
