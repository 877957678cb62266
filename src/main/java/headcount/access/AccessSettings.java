package headcount.access;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Who is let in and by which keys, from {@code headcount.access}. Never prints its keys.
 *
 * @param tokens how tokens are checked
 * @param deviceKey signs device ids and resumes, at least 32 bytes
 * @param viewerKey names viewers, at least 32 bytes; another one makes everybody a new viewer
 * @param anonymous whether viewers without a token are let in
 * @param origins whose pages may connect
 * @param limits how much one client may ask for
 */
public record AccessSettings(
    Tokens tokens,
    Secret deviceKey,
    Secret viewerKey,
    boolean anonymous,
    Origins origins,
    AccessLimits limits) {
  /**
   * How tokens are checked.
   *
   * @param key shared text, at least 32 bytes; empty where a JWKS is given
   * @param jwks address of the issuer's JWKS; empty where a key is given
   * @param jwksRefresh how old the fetched keys may grow
   * @param issuer the only issuer taken; empty: any
   * @param audience what the audience must name; empty: not looked at
   */
  public record Tokens(
      String key, String jwks, Duration jwksRefresh, String issuer, String audience) {
    /** Exactly one of key and JWKS is given. */
    public Tokens {
      if (key.isEmpty() == jwks.isEmpty()) {
        throw new IllegalArgumentException(
            "give either headcount.access.token-key (or HEADCOUNT_TOKEN_KEY) or"
                + " headcount.access.jwks.url, "
                + (key.isEmpty() ? "neither is set" : "both are set"));
      }
      if (!jwks.isEmpty() && !List.of("http", "https").contains(URI.create(jwks).getScheme())) {
        throw new IllegalArgumentException(
            "headcount.access.jwks.url must be an http or https address, was " + jwks);
      }
      if (jwksRefresh.compareTo(Jwks.SPACING) < 0) {
        throw new IllegalArgumentException(
            "headcount.access.jwks.refresh must be 10 s or more, was " + jwksRefresh);
      }
    }

    @Override
    public String toString() {
      return "Tokens(" + (jwks.isEmpty() ? "shared key" : jwks) + ")";
    }
  }

  /**
   * Reads {@code headcount.access}.
   *
   * @throws IllegalArgumentException naming the setting that cannot be used
   */
  public static AccessSettings from(Config root) {
    Config config = root.getConfig("headcount.access");
    return new AccessSettings(
        new Tokens(
            config.getString("token-key"),
            config.getString("jwks.url"),
            config.getDuration("jwks.refresh"),
            config.getString("issuer"),
            config.getString("audience")),
        Secret.of("headcount.access.device-key", config.getString("device-key")),
        Secret.of("headcount.access.viewer-key", config.getString("viewer-key")),
        config.getBoolean("anonymous"),
        new Origins(config.getStringList("origins")),
        AccessLimits.from(config.getConfig("limits")));
  }
}
