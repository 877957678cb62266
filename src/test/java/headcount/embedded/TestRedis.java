package headcount.embedded;

import java.io.IOException;

/** One real Redis for all tests of this JVM, started when it is first asked for. */
public final class TestRedis {
  private static final class Shared {
    static final Redis REDIS = start();

    private static Redis start() {
      var folder = TestFolder.of("redis");
      var place = new Redis.Place(folder, FreePorts.one(), false);
      var redis = Redis.start(TestFolder.SETTINGS, TestFolder.PARTS, place);
      TestFolder.untilExit(redis::close, folder);
      return redis;
    }
  }

  private TestRedis() {}

  /** As {@code redis://127.0.0.1:port}. */
  public static String uri() {
    return Shared.REDIS.uris().getFirst();
  }

  public static int port() {
    return Integer.parseInt(uri().substring(uri().lastIndexOf(':') + 1));
  }

  /** Empties it: every test that shares this JVM loses its keys. */
  public static void flush() {
    ask("FLUSHALL");
  }

  /** One command; an array's elements come on lines of their own. */
  public static String ask(String... command) {
    try {
      return RedisWire.ask(port(), command);
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }
}
