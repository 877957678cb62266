package headcount.http;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the public HTTP port is, and what its answers say about the rest; see {@code http.conf}.
 *
 * @param host the address to bind
 * @param port 0 takes any free one
 * @param socketPort the WebSocket port of this node, as {@code /v1/client} shows it
 * @param publicSocketUrl shown by {@code /v1/client} instead, where a load balancer has the name
 * @param heartbeat how often a page should give a sign of life
 * @param historyStep the stored step of history
 * @param events pacing of server-sent events
 * @param revenue what is assumed of advertisements
 */
public record HttpSettings(
    String host,
    int port,
    int socketPort,
    Optional<String> publicSocketUrl,
    Duration heartbeat,
    Duration historyStep,
    Events events,
    RevenueSettings revenue) {
  /** Refuses what cannot work, in a sentence. */
  public HttpSettings {
    checkPort("headcount.http.port", port);
    checkPort("headcount.http.socket-port", socketPort);
    publicSocketUrl.ifPresent(HttpSettings::checkUrl);
    if (historyStep.compareTo(Duration.ofSeconds(1)) < 0 || historyStep.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "headcount.http.history-step must be whole seconds, at least 1 s, was " + historyStep);
    }
  }

  /**
   * Pacing of server-sent events.
   *
   * @param most open event streams of this node; further ones get 429; 0 refuses all
   * @param keepAlive a comment is sent after that much silence
   * @param rankings how often a ranking is looked at anew
   */
  public record Events(int most, Duration keepAlive, Duration rankings) {
    /** Refuses what cannot work, in a sentence. */
    public Events {
      if (most < 0 || keepAlive.toMillis() < 100 || rankings.toMillis() < 100) {
        throw new IllegalArgumentException(
            "headcount.http.events needs most ≥ 0 and periods of at least 100 ms, was "
                + most
                + ", "
                + keepAlive
                + ", "
                + rankings);
      }
    }
  }

  /** Reads {@code headcount.http}. */
  public static HttpSettings from(Config root) {
    var http = root.getConfig("headcount.http");
    return new HttpSettings(
        http.getString("host"),
        http.getInt("port"),
        http.getInt("socket-port"),
        Optional.of(http.getString("public-socket-url")).filter(url -> !url.isEmpty()),
        http.getDuration("heartbeat"),
        http.getDuration("history-step"),
        new Events(
            http.getInt("events.most"),
            http.getDuration("events.keep-alive"),
            http.getDuration("events.rankings")),
        RevenueSettings.from(http));
  }

  static void checkPort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + " must be 0 to 65535, was " + port);
    }
  }

  private static void checkUrl(String url) {
    var scheme = URI.create(url).getScheme();
    if (!"ws".equals(scheme) && !"wss".equals(scheme)) {
      throw new IllegalArgumentException(
          "headcount.http.public-socket-url must begin with ws:// or wss://, was " + url);
    }
  }
}
