package headcount.socket;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How the socket port behaves, from {@code headcount.socket}.
 *
 * @param listen where it listens
 * @param admission whom it lets in
 * @param deadlines how long it waits for what
 * @param fanout how counts are written
 */
public record SocketSettings(
    Listen listen, Admission admission, Deadlines deadlines, Fanout fanout) {
  /**
   * Where it listens.
   *
   * @param host address to bind
   * @param port 0: any free one
   * @param loops event loops, 0: one for each core
   * @param backlog connections that the kernel may hold for us
   */
  public record Listen(String host, int port, int loops, int backlog) {
    /** Refuses what is out of bounds. */
    public Listen {
      demand(port >= 0 && port <= 65_535, "port must be 0 to 65535", port);
      demand(loops >= 0 && loops <= 256, "loops must be 0 to 256", loops);
      demand(backlog >= 1, "backlog must be 1 or more", backlog);
    }
  }

  /**
   * Whom it lets in.
   *
   * @param maxConnections more are answered 503
   * @param retryAfter what a 503 advises, whole seconds
   * @param proxies trusted proxies in front that append to X-Forwarded-For
   */
  public record Admission(int maxConnections, Duration retryAfter, int proxies) {
    /** Refuses what is out of bounds. */
    public Admission {
      demand(maxConnections >= 1, "max-connections must be 1 or more", maxConnections);
      demand(retryAfter.toSeconds() >= 1, "retry-after must be 1 s or more", retryAfter);
      demand(proxies >= 0 && proxies <= 16, "proxies must be 0 to 16", proxies);
    }
  }

  /**
   * How long it waits for what.
   *
   * @param connect from the opening to the request, and from the upgrade to the connect frame
   * @param heartbeat silence after which the server pings
   * @param timeout silence after which a tab is taken for dead
   * @param slowReader how long a socket may stay unwritable
   */
  public record Deadlines(
      Duration connect, Duration heartbeat, Duration timeout, Duration slowReader) {
    /** Refuses deadlines that cannot go together. */
    public Deadlines {
      demand(connect.toMillis() >= 10, "connect-timeout must be 10 ms or more", connect);
      demand(
          heartbeat.toMillis() >= 10 && heartbeat.compareTo(timeout) < 0,
          "heartbeat must be 10 ms or more and shorter than timeout",
          heartbeat);
      demand(slowReader.toMillis() >= 10, "slow-reader must be 10 ms or more", slowReader);
    }
  }

  /**
   * How counts are written to many sockets.
   *
   * @param slice sockets written to before other work of the event loop has its turn
   * @param spacing least time between two counts of a stream on a tab, 250 ms or more
   * @param tick how exactly deadlines of connections are kept
   * @param unsent bytes that the kernel keeps for a client that takes no more, 0: as it likes
   */
  public record Fanout(int slice, Duration spacing, Duration tick, int unsent) {
    /** Refuses what is out of bounds. */
    public Fanout {
      demand(slice >= 1, "fanout.slice must be 1 or more", slice);
      demand(spacing.toMillis() >= 250, "fanout.spacing must be 250 ms or more", spacing);
      demand(
          tick.toMillis() >= 10 && tick.toMillis() <= 2000,
          "fanout.tick must be 10 ms to 2 s",
          tick);
      demand(
          unsent == 0 || (unsent >= 1024 && unsent <= 1 << 24),
          "fanout.unsent must be 0, or 1 KiB to 16 MiB",
          unsent);
    }
  }

  /**
   * Reads {@code headcount.socket}.
   *
   * @throws IllegalArgumentException naming the setting that cannot be used
   */
  public static SocketSettings from(Config root) {
    Config config = root.getConfig("headcount.socket");
    return new SocketSettings(
        new Listen(
            config.getString("host"),
            config.getInt("port"),
            config.getInt("loops"),
            config.getInt("backlog")),
        new Admission(
            config.getInt("max-connections"),
            config.getDuration("retry-after"),
            config.getInt("proxies")),
        new Deadlines(
            config.getDuration("connect-timeout"),
            config.getDuration("heartbeat"),
            config.getDuration("timeout"),
            config.getDuration("slow-reader")),
        new Fanout(
            config.getInt("fanout.slice"),
            config.getDuration("fanout.spacing"),
            config.getDuration("fanout.tick"),
            Math.toIntExact(Math.min(config.getBytes("fanout.unsent"), Integer.MAX_VALUE))));
  }

  private static void demand(boolean good, String rule, Object was) {
    if (!good) {
      throw new IllegalArgumentException("headcount.socket." + rule + ", was " + was);
    }
  }
}
