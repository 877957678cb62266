package headcount.load;

import java.util.List;

/**
 * What a run found out.
 *
 * @param nodes every node's answer for every stream against the truth
 * @param screens every live tab's last frame for each of its streams against the truth
 * @param truth the true numbers of each stream
 * @param rest what went wrong on the sockets, and how the generator itself kept its time
 */
record Verdict(Comparison nodes, Comparison screens, List<Figures> truth, Players.Rest rest) {
  Verdict {
    truth = List.copyOf(truth);
  }

  List<Faults.Fault> faults() {
    return rest.faults();
  }

  boolean clean() {
    return nodes.clean() && screens.clean() && faults().isEmpty();
  }
}
