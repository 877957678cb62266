package headcount.load;

import java.util.List;
import java.util.Optional;

/**
 * What clients were told at one moment.
 *
 * @param totals each node's viewers, all streams added up, where it was asked and answered
 * @param nodes the lowest and highest count that any node answered
 * @param screens the lowest and highest that any screen showed since the moment before
 */
record Served(List<Optional<Figures>> totals, Optional<Share> nodes, Optional<Share> screens) {
  Served {
    totals = List.copyOf(totals);
  }
}
