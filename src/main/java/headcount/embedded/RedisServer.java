package headcount.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One redis-server on its own folder and port, alone or as a node of a cluster. */
final class RedisServer {
  private static final long PAUSE_MILLIS = 20;

  private final EmbeddedSettings settings;
  private final ChildProcess.Plan plan;
  private final int port;
  private final Path data;

  /**
   * @param data where its append-only file lies
   */
  RedisServer(EmbeddedSettings settings, RedisProgram program, Path data, int port, boolean node) {
    this.settings = settings;
    this.port = port;
    this.data = data;
    this.plan =
        new ChildProcess.Plan(
            node ? "Redis node on port " + port : "Redis",
            command(program, node),
            Map.of(),
            data,
            data.resolveSibling(data.getFileName().toString()),
            settings.stopGrace());
  }

  private List<String> command(RedisProgram program, boolean node) {
    var line = new ArrayList<String>();
    line.add(program.file().toString());
    line.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    line.addAll(
        List.of("--dir", data.toString(), "--save", "", "--maxmemory-policy", "noeviction"));
    line.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec"));
    line.addAll(List.of("--aof-load-truncated", "yes", "--databases", "16"));
    // its title would hide how it was started: whoever starts it again by hand copies this line
    line.addAll(List.of("--set-proc-title", "no"));
    if (node) {
      line.addAll(List.of("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf"));
      var silence = Long.toString(settings.redisNodeTimeout().toMillis());
      line.addAll(List.of("--cluster-node-timeout", silence));
      line.addAll(List.of("--cluster-require-full-coverage", "no"));
    }
    return line;
  }

  int port() {
    return port;
  }

  Path data() {
    return data;
  }

  void endOrphan() {
    ChildProcess.endOrphan(plan);
  }

  /** Starts it and returns at once. */
  ChildProcess launch() {
    Folders.make(data);
    return ChildProcess.start(plan);
  }

  /** Returns when it answers and has read its data. */
  void awaitAnswer(ChildProcess child) {
    var deadline = System.nanoTime() + settings.startTimeout().toNanos();
    while (!answers()) {
      if (!child.isAlive()) {
        throw child.failed("ended while starting");
      }
      if (System.nanoTime() - deadline > 0) {
        throw child.failed("did not answer within " + settings.startTimeout().toSeconds() + " s");
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  private boolean answers() {
    try {
      return RedisWire.ask(port, "PING").equals("PONG");
    } catch (IOException notYet) {
      return false;
    }
  }
}
