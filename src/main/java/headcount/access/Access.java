package headcount.access;

import java.net.URI;
import java.util.function.LongSupplier;

/**
 * Everything that decides about a client, made once from the settings and shared by the socket and
 * the HTTP routes. Thread-safe.
 *
 * @param tokens judges tokens
 * @param devices hands out and checks device ids
 * @param resumes hands out and checks resumes
 * @param networks buckets of client addresses
 * @param settings what it was made from
 */
public record Access(
    TokenVerifier tokens,
    Devices devices,
    ResumeTokens resumes,
    NetworkBucket networks,
    AccessSettings settings) {
  /**
   * Makes all of it; with a JWKS its first fetch begins now.
   *
   * @param nanos monotonic clock, for the age of fetched keys
   */
  public static Access of(AccessSettings settings, LongSupplier nanos) {
    var viewers = new ViewerHash(settings.viewerKey());
    AccessSettings.Tokens tokens = settings.tokens();
    return new Access(
        new TokenVerifier(key(tokens, nanos), viewers, tokens.issuer(), tokens.audience()),
        new Devices(settings.deviceKey(), viewers),
        new ResumeTokens(settings.deviceKey()),
        new NetworkBucket(settings.viewerKey()),
        settings);
  }

  private static TokenKey key(AccessSettings.Tokens tokens, LongSupplier nanos) {
    if (tokens.jwks().isEmpty()) {
      return TokenKey.shared(tokens.key());
    }
    var keys = new Jwks(URI.create(tokens.jwks()), tokens.jwksRefresh(), nanos);
    var _ = keys.fetch();
    return new TokenKey.Published(keys);
  }
}
