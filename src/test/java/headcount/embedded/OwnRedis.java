package headcount.embedded;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** A real Redis that only one test uses, so that it may be stopped like a hung one. */
public final class OwnRedis implements AutoCloseable {
  private final java.nio.file.Path folder = TestFolder.of("own-" + UUID.randomUUID());
  private final Redis redis;

  private OwnRedis(boolean cluster) {
    int port = cluster ? FreePorts.row(6) : FreePorts.one();
    this.redis =
        Redis.start(TestFolder.SETTINGS, TestFolder.PARTS, new Redis.Place(folder, port, cluster));
  }

  public static OwnRedis single() {
    return new OwnRedis(false);
  }

  public static OwnRedis cluster() {
    return new OwnRedis(true);
  }

  public List<String> uris() {
    return redis.uris();
  }

  /** The port of the i-th server. */
  public int port(int i) {
    return Integer.parseInt(uris().get(i).substring(uris().get(i).lastIndexOf(':') + 1));
  }

  /** One command to the i-th server; an array's elements come on lines of their own. */
  public String ask(int i, String... command) {
    try {
      return RedisWire.ask(port(i), command);
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }

  /** The i-th server hangs: its sockets stay open and nobody answers. */
  public void hang(int i) {
    signal("STOP", i);
  }

  /** It goes on where it hung. */
  public void goOn(int i) {
    signal("CONT", i);
  }

  /** All of its servers are gone. */
  public void killAll() {
    redis.pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  /** Those that are gone are back, with what they held; repeat it until it succeeds. */
  public void startAgain() {
    redis.startAgain();
  }

  private void signal(String name, int i) {
    long pid = redis.pids().get(i);
    try {
      int left =
          new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid).start().waitFor();
      if (left != 0) {
        throw new AssertionError(name + " was not taken by " + pid);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(name + " to " + pid, e);
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < uris().size(); i++) {
      if (ProcessHandle.of(redis.pids().get(i)).isPresent()) {
        goOn(i);
      }
    }
    redis.close();
    Folders.remove(folder);
  }
}
