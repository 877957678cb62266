package headcount.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * Six Redis servers that form a cluster: masters on the first three ports, a replica of each on the
 * next three (until a master is lost and its replica takes over).
 */
final class RedisCluster implements Redis {
  static final int NODES = 6;
  private static final int BUS = 10_000;
  private static final String FORMED = "formed";

  private final List<RedisServer> servers;
  private final List<ChildProcess> children = new CopyOnWriteArrayList<>();
  private final Duration limit;

  private RedisCluster(List<RedisServer> servers, Duration limit) {
    this.servers = servers;
    this.limit = limit;
  }

  static List<Ports.Wanted> ports(int first) {
    return IntStream.range(0, NODES)
        .mapToObj(
            i ->
                List.of(
                    new Ports.Wanted(first + i, "Redis node " + i),
                    new Ports.Wanted(first + i + BUS, "Redis node " + i + " to its peers")))
        .flatMap(List::stream)
        .toList();
  }

  static RedisCluster start(EmbeddedSettings settings, RedisProgram program, Place place) {
    var folder = Folders.make(place.folder().resolve("redis-cluster"));
    var servers =
        IntStream.range(0, NODES)
            .mapToObj(
                i ->
                    new RedisServer(
                        settings, program, folder.resolve("node-" + i), place.port() + i, true))
            .toList();
    servers.forEach(RedisServer::endOrphan);
    Ports.requireFree(place.ports());
    var cluster = new RedisCluster(servers, settings.startTimeout());
    try {
      cluster.run(folder.resolve(FORMED));
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void run(Path formed) {
    var known = Files.exists(formed);
    if (!known) {
      // half a cluster cannot be told from none: begin again
      servers.forEach(server -> Folders.remove(server.data()));
    }
    servers.forEach(server -> children.add(server.launch()));
    awaitAnswers();
    try {
      var forming = new ClusterForming(ports(), limit);
      if (known) {
        forming.again();
      } else {
        forming.first();
        Files.createFile(formed);
      }
    } catch (IOException e) {
      throw children.getFirst().failed("and its peers could not form a cluster: " + e.getMessage());
    }
  }

  private void awaitAnswers() {
    for (var i = 0; i < NODES; i++) {
      servers.get(i).awaitAnswer(children.get(i));
    }
  }

  @Override
  public void startAgain() {
    for (var i = 0; i < NODES; i++) {
      if (!children.get(i).isAlive()) {
        children.set(i, servers.get(i).launch());
      }
    }
    awaitAnswers();
    try {
      new ClusterForming(ports(), limit).again();
    } catch (IOException e) {
      throw children.getFirst().failed("and its peers did not find each other: " + e.getMessage());
    }
  }

  private List<Integer> ports() {
    return servers.stream().map(RedisServer::port).toList();
  }

  @Override
  public List<String> uris() {
    return ports().stream().map(port -> "redis://127.0.0.1:" + port).toList();
  }

  @Override
  public List<Long> pids() {
    return children.stream().map(ChildProcess::pid).toList();
  }

  @Override
  public boolean isAlive() {
    return children.stream().allMatch(ChildProcess::isAlive);
  }

  @Override
  public void close() {
    children.forEach(ChildProcess::ask);
    children.forEach(ChildProcess::stop);
  }
}
