package headcount.load;

/**
 * All books of one event loop: the truth, the truth while silent deaths are still unnoticed, and
 * what was measured. For one thread.
 */
final class Ledger {
  final Truth truth;
  final Truth held;
  final Tally tally = new Tally();
  final Faults faults = new Faults();
  final Stopwatches watches = new Stopwatches();

  Ledger(int streams) {
    truth = new Truth(streams);
    held = new Truth(streams);
  }

  void joined(long session, long identity, int stream) {
    tally.joins++;
    truth.join(session, identity, stream);
    held.join(session, identity, stream);
  }

  void left(long session, int stream) {
    truth.leave(session, stream);
    held.leave(session, stream);
  }

  void gone(long session) {
    truth.gone(session);
    held.gone(session);
  }

  /** The tab is dead, but the server cannot know yet. */
  void died(long session) {
    truth.gone(session);
  }
}
