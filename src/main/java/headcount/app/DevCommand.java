package headcount.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything on this machine. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs everything on this machine, Redis and MySQL included; Ctrl-C ends all of it.",
    footer = {
      "",
      "Ports: 8080 HTTP, 9080 WebSocket, 8558 management, 7355 Artery, each plus the node's index;",
      "16379 Redis (a cluster: 16379 to 16384), 13306 MySQL (its readers: 13307 and on)."
    })
final class DevCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--crowd",
      paramLabel = "N",
      defaultValue = "0",
      description = "Lets N demo viewers come and go (default: none).")
  private int crowd;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "1 to 20 nodes; more than one are processes of their own, and a lost one is not started again (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--redis",
      paramLabel = "cluster|URI",
      description =
          "'cluster': a real cluster of 3 masters and 3 replicas; or a real Redis, redis://host:port, a cluster's nodes with commas between (default: one server of our own).")
  private @Nullable String redis;

  @Option(
      names = "--mysql",
      paramLabel = "JDBC",
      description =
          "A real MySQL 8, jdbc:mysql://host/database?user=...&password=... (default: one of our own).")
  private @Nullable String mysql;

  @Option(
      names = "--mysql-readers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Real replicas of our own MySQL, 0 to 15 (default: ${DEFAULT-VALUE}).")
  private int readers;

  @Option(
      names = "--history-step",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "Length of a step of history, such as 10s (default: ${DEFAULT-VALUE}).")
  private String historyStep = "";

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Added to every port (default: ${DEFAULT-VALUE}).")
  private int offset;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Where HTTP and WebSocket listen; 0.0.0.0 lets others in, such as a phone (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is written (default: ~/.headcount/dev).")
  private Path data = DataFolder.standard();

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Settings under dev's own, such as conf/small.conf; with --nodes also the JVM's flags beside it (default: none).")
  private @Nullable Path profile;

  @Option(names = "--fresh", description = "Empties the data folder first.")
  private boolean fresh;

  @Override
  public Integer call() throws InterruptedException {
    DevPlan.bounded("--crowd", crowd, 0, 20_000);
    var look = new DevPlan.Look(host, historyStep);
    var plan = new DevPlan(nodes, offset, redis, mysql, readers, look);
    var out = spec == null ? null : spec.commandLine().getOut();
    var size = profile == null ? Profile.NONE : Profile.of(profile);
    var ending = new Ending();
    ending.onExit();
    try {
      new Dev(plan, ending, line -> print(out, line)).run(data, fresh, crowd, size);
      ending.await();
      return 0;
    } finally {
      ending.end();
    }
  }

  private static void print(java.io.@Nullable PrintWriter out, String line) {
    if (out != null) {
      out.println(line);
      out.flush();
    }
  }
}
