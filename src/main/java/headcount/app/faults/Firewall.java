package headcount.app.faults;

import headcount.app.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Drops packets in the namespaces of a rig's nodes, with {@code nft}. For one thread. */
final class Firewall {
  private final Rig rig;

  /** The rig's nodes must be in namespaces. */
  Firewall(Rig rig) {
    this.rig = rig;
  }

  /**
   * Drops on a node, in place of what was dropped there before.
   *
   * @throws Refusal if {@code nft} does not take it
   */
  void drop(int node, Drops drops) {
    var others =
        IntStream.range(0, rig.nodes().size())
            .filter(other -> other != node)
            .mapToObj(rig.namespaces()::address)
            .collect(Collectors.joining(", "));
    put(node, drops.table(others));
  }

  /** Drops on a node whatever it and these ports of others say to each other. */
  void silence(int node, List<Integer> ports) {
    put(node, Drops.silent(ports));
  }

  /** Drops nothing on a node any more. */
  void heal(int node) {
    put(node, "");
  }

  /** Making a table that is there already is harmless, and so one can be deleted that was not. */
  private void put(int node, String table) {
    rig.namespaces()
        .within(node, "nft", "table inet headcount\ndelete table inet headcount\n" + table);
  }
}
