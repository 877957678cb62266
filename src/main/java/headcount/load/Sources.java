package headcount.load;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The local addresses that sockets start from: between two addresses, one port of the target admits
 * as many sockets as there are ephemeral ports, some 28,000 unless Linux was told otherwise.
 */
final class Sources {
  /** So many sockets go from one address to one port of a target; some ports are always in use. */
  static final int SOCKETS_EACH = 20_000;

  private static final int MOST = 1_000;

  private Sources() {}

  /**
   * The addresses of a list of "127.0.0.2" and of ranges such as "127.0.0.2-127.0.0.9".
   *
   * @throws LoadProblem if one is no numeric address, or a range has an end before its begin
   */
  static List<InetAddress> named(List<String> words) {
    var addresses = new ArrayList<InetAddress>();
    for (var word : words) {
      var dash = word.indexOf('-');
      if (dash < 0) {
        addresses.add(address(word.strip()));
      } else {
        var first = number(address(word.substring(0, dash).strip()));
        var last = number(address(word.substring(dash + 1).strip()));
        LoadProblem.unless(
            first <= last && last - first < MOST,
            "a range of sources must have 1 to %s addresses, was %s",
            MOST,
            word);
        for (var number = first; number <= last; number++) {
          addresses.add(address(number));
        }
      }
    }
    return addresses;
  }

  /**
   * The addresses that so many sockets to each of these targets take: those that were named; where
   * none was and all targets are on this machine's loopback, as many of 127.0.0.1 and upward as it
   * takes; otherwise none, the kernel chooses.
   */
  static List<InetAddress> enough(List<InetAddress> named, List<Target> targets, long sockets) {
    var each = (sockets + targets.size() - 1) / Math.max(1, targets.size());
    var needed = (int) Math.min(MOST, (each + SOCKETS_EACH - 1) / SOCKETS_EACH);
    var loopback =
        targets.stream().allMatch(target -> "127.0.0.1".equals(target.webSocket().getHost()));
    if (!named.isEmpty() || needed <= 1 || !loopback) {
      return named;
    }
    var first = number(address("127.0.0.1"));
    var addresses = new ArrayList<InetAddress>();
    for (var number = 0; number < needed; number++) {
      addresses.add(address(first + number));
    }
    return addresses;
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException notAnAddress) {
      throw new LoadProblem("sources must be numeric addresses, was " + literal);
    }
  }

  private static long number(InetAddress address) {
    LoadProblem.unless(
        address instanceof Inet4Address, "a range of sources must be of IPv4, was %s", address);
    var number = 0L;
    for (var part : address.getAddress()) {
      number = (number << 8) | (part & 0xff);
    }
    return number;
  }

  private static InetAddress address(long number) {
    try {
      return InetAddress.getByAddress(
          new byte[] {
            (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
          });
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }
}
