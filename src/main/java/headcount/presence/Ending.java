package headcount.presence;

import java.util.Set;
import java.util.UUID;

/**
 * The end of a broadcast that not every node has obeyed yet, as it is stored: an incarnation that
 * loads it goes on telling them.
 *
 * @param mark names the end
 * @param owing incarnations of the nodes that have not obeyed it; not empty
 */
public record Ending(long mark, Set<UUID> owing) {
  /** Takes a copy. */
  public Ending {
    owing = Set.copyOf(owing);
  }
}
