package headcount.app.faults;

import headcount.app.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Network namespaces of this machine, one a node, joined by a bridge on which this machine itself
 * has the first address: links between nodes that can be cut. Needs root. For one thread.
 *
 * <p>Names and addresses follow from the port offset, so that several can stand beside each other.
 */
final class Namespaces implements AutoCloseable {
  /** What a machine must have for them. */
  static List<Need> needs() {
    return List.of(Need.root(), Need.program("ip", "iproute2"), Need.program("nft", "nftables"));
  }

  private static final int FIRST = 10;
  private static final int PATIENCE_SECONDS = 20;

  private final int offset;
  private final int nodes;

  private Namespaces(int offset, int nodes) {
    this.offset = offset;
    this.nodes = nodes;
  }

  /** Makes them anew; what a former run of the same offset left is removed. */
  static Namespaces make(int offset, int nodes) {
    var made = new Namespaces(offset, nodes);
    made.remove();
    try {
      made.bridge();
      for (var node = 0; node < nodes; node++) {
        made.join(node);
      }
      return made;
    } catch (RuntimeException e) {
      made.remove();
      throw e;
    }
  }

  private void bridge() {
    run("ip", "link", "add", bridgeName(), "type", "bridge");
    run("ip", "address", "add", here() + "/24", "dev", bridgeName());
    run("ip", "link", "set", bridgeName(), "up");
  }

  private void join(int node) {
    run("ip", "netns", "add", name(node));
    run(
        "ip",
        "link",
        "add",
        link(node),
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "netns",
        name(node));
    run("ip", "link", "set", link(node), "master", bridgeName(), "up");
    within(node, "ip", "link", "set", "lo", "up");
    within(node, "ip", "address", "add", address(node) + "/24", "dev", "eth0");
    within(node, "ip", "link", "set", "eth0", "up");
  }

  /** The bridge's name on this machine. */
  String bridgeName() {
    return "hcb" + offset;
  }

  /** The end of the node's link that is on this machine. */
  String link(int node) {
    return "hcv" + offset + "-" + node;
  }

  /** The node's namespace. */
  String name(int node) {
    return "headcount-" + offset + "-" + node;
  }

  /** This machine's address on the bridge. */
  String here() {
    return network() + "1";
  }

  /** The node's address. */
  String address(int node) {
    return network() + (FIRST + node);
  }

  private String network() {
    return "10." + (64 + offset / 256 % 64) + "." + offset % 256 + ".";
  }

  /** Words that run a command in the node's namespace. */
  List<String> prefix(int node) {
    return List.of("ip", "netns", "exec", name(node));
  }

  /** Runs a command in the node's namespace. */
  void within(int node, String... command) {
    var line = new ArrayList<>(prefix(node));
    line.addAll(List.of(command));
    run(line.toArray(String[]::new));
  }

  /**
   * Runs a command on this machine.
   *
   * @throws Refusal with its words, if it fails
   */
  static void run(String... command) {
    var said = tried(command);
    if (!said.isEmpty()) {
      throw new Refusal(String.join(" ", command) + " failed: " + said);
    }
  }

  /** What went wrong, or nothing. */
  private static String tried(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "it does not end";
      }
      return process.exitValue() == 0 ? "" : "status " + process.exitValue() + ": " + said.strip();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Links end with their namespace. What is not there needs no removing. */
  private void remove() {
    for (var node = 0; node < nodes; node++) {
      var _ = tried("ip", "netns", "delete", name(node));
      var _ = tried("ip", "link", "delete", link(node));
    }
    var _ = tried("ip", "link", "delete", bridgeName());
  }

  @Override
  public void close() {
    remove();
  }
}
