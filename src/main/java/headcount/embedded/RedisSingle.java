package headcount.embedded;

import java.util.List;

/** One Redis server. */
final class RedisSingle implements Redis {
  private final RedisServer server;
  private volatile ChildProcess child;

  private RedisSingle(RedisServer server, ChildProcess child) {
    this.server = server;
    this.child = child;
  }

  static RedisSingle start(EmbeddedSettings settings, RedisProgram program, Place place) {
    var data = place.folder().resolve("redis");
    var server = new RedisServer(settings, program, data, place.port(), false);
    server.endOrphan();
    Ports.requireFree(place.ports());
    return new RedisSingle(server, running(server));
  }

  private static ChildProcess running(RedisServer server) {
    var child = server.launch();
    try {
      server.awaitAnswer(child);
      return child;
    } catch (RuntimeException e) {
      child.stop();
      throw e;
    }
  }

  @Override
  public void startAgain() {
    if (!isAlive()) {
      child = running(server);
    }
  }

  @Override
  public List<String> uris() {
    return List.of("redis://127.0.0.1:" + server.port());
  }

  @Override
  public List<Long> pids() {
    return List.of(child.pid());
  }

  @Override
  public boolean isAlive() {
    return child.isAlive();
  }

  @Override
  public void close() {
    child.stop();
  }
}
