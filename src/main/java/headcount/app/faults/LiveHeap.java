package headcount.app.faults;

import headcount.app.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the nodes' heaps hold once everything else was collected. Blocks for a collection each. */
final class LiveHeap {
  private static final String METER = "headcount_jvm_memory_used_bytes";
  private static final double MIB = 1_048_576;
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private LiveHeap() {}

  static Need need() {
    return Need.file(JCMD, "the whole JDK 25");
  }

  /** Of the node that holds most, in MiB. */
  static double largest(Rig rig) {
    return rig.nodes().stream().mapToDouble(node -> of(rig, node)).max().orElse(0);
  }

  private static double of(Rig rig, RigNode node) {
    collect(rig.pid(node.index()));
    var used = rig.asks().meter(node.management(), METER, "area=\"heap\"");
    if (used <= 0) {
      throw new Refusal("node " + node.index() + " does not say how much of its heap is in use");
    }
    return used / MIB;
  }

  private static void collect(long pid) {
    try {
      var process =
          new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.run")
              .redirectErrorStream(true)
              .start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Refusal("process " + pid + " does not collect: " + said.strip());
      }
    } catch (IOException e) {
      throw new Refusal("process " + pid + " cannot be asked to collect: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }
}
