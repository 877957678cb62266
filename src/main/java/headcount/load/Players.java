package headcount.load;

import java.util.List;

/** Those who play a script: on this process' event loop, or in several processes of their own. */
interface Players extends AutoCloseable {
  /**
   * What is left to say when all is over.
   *
   * @param late how late the generator itself was at worst, in milliseconds
   * @param unseenProbes toggles of probes that were over before any screen showed them
   * @param missed steps that found their tab between two connections
   */
  record Rest(
      List<Faults.Fault> faults, Stopwatches watches, long late, long unseenProbes, long missed) {
    public Rest {
      faults = List.copyOf(faults);
    }

    Rest plus(Rest other) {
      return new Rest(
          Faults.together(faults, other.faults),
          watches.plus(other.watches),
          Math.max(late, other.late),
          unseenProbes + other.unseenProbes,
          missed + other.missed);
    }
  }

  /** In how many processes. */
  int processes();

  /** Begins; every moment from now on is told to the assessor. */
  void start(Assessor assessor);

  /**
   * Waits for at most a second.
   *
   * @return whether the script's length is over
   * @throws LoadProblem if they cannot go on
   */
  boolean over();

  /** The truth as it is now. */
  Truths truths();

  /** Every screen against the truth of all; what is overdue is noted as a fault. */
  Comparison screens(Truths truth);

  /** Everybody goes home. */
  Rest goHome();

  @Override
  void close();
}
