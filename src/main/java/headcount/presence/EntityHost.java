package headcount.presence;

import java.util.Set;
import java.util.UUID;

/**
 * Where an entity lives.
 *
 * @param incarnation of its node
 * @param beats what that node hears of the others
 * @param members incarnations of all nodes that may hold tabs, this one included, as known now
 */
public record EntityHost(UUID incarnation, Beats beats, Set<UUID> members) {
  /** Takes a copy of the members. */
  public EntityHost {
    members = Set.copyOf(members);
  }
}
