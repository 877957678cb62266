package headcount.app.faults;

import java.util.List;
import java.util.stream.Collectors;

/** What a node's own firewall drops, as a table for {@code nft}. */
enum Drops {
  /** Everything to and from the other nodes. */
  BOTH_WAYS("ip saddr { %s } drop", "ip daddr { %s } drop"),
  /** Everything to the other nodes; what they send arrives. */
  ONE_WAY("", "ip daddr { %s } drop"),
  /** Every tenth packet from the other nodes. */
  TENTH("ip saddr { %s } numgen random mod 10 == 0 drop", "");

  private final String in;
  private final String out;

  Drops(String in, String out) {
    this.in = in;
    this.out = out;
  }

  /**
   * The table.
   *
   * @param others addresses of the other nodes, with commas between
   */
  String table(String others) {
    return table(in.formatted(others), out.formatted(others));
  }

  /** A table that drops everything between this node and these ports of others. */
  static String silent(List<Integer> ports) {
    var set = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return table("tcp sport { " + set + " } drop", "tcp dport { " + set + " } drop");
  }

  private static String table(String in, String out) {
    return """
        table inet headcount {
          chain in {
            type filter hook input priority 0
            %s
          }
          chain out {
            type filter hook output priority 0
            %s
          }
        }
        """
        .formatted(in, out);
  }
}
