package headcount.load;

import java.util.List;

/**
 * What a run found out.
 *
 * @param nodes every node's answer for every stream against the truth
 * @param screens every live tab's last frame for each of its streams against the truth
 * @param faults what went wrong on the sockets
 * @param truth the true numbers of each stream
 * @param late how late the generator itself was at worst, in milliseconds
 * @param unseenProbes toggles of probes that were over before any screen showed them
 */
record Verdict(
    Comparison nodes,
    Comparison screens,
    List<Faults.Fault> faults,
    List<Figures> truth,
    long late,
    long unseenProbes) {
  Verdict {
    faults = List.copyOf(faults);
    truth = List.copyOf(truth);
  }

  boolean clean() {
    return nodes.clean() && screens.clean() && faults.isEmpty();
  }
}
