package headcount.http;

import com.typesafe.config.Config;

/**
 * Where the management port is; see {@code http.conf}.
 *
 * @param host the address to bind
 * @param port 0 takes any free one
 */
public record ManagementSettings(String host, int port) {
  /** Refuses what cannot work, in a sentence. */
  public ManagementSettings {
    HttpSettings.checkPort("headcount.http.management.port", port);
  }

  /** Reads {@code headcount.http.management}. */
  public static ManagementSettings from(Config root) {
    var management = root.getConfig("headcount.http.management");
    return new ManagementSettings(management.getString("host"), management.getInt("port"));
  }
}
