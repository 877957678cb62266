package headcount.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published keys of a token issuer, fetched in the background. {@link #find} never waits: it
 * answers from the last set that was fetched, and an unknown key id asks for a newer set, at most
 * once in {@link #SPACING}. A fetch that fails keeps the former keys. RSA keys (2,048 bits and
 * more) stand for RS256, P-256 keys for ES256; keys of other kinds, for encryption, or for another
 * algorithm are passed over. Thread-safe.
 */
public final class Jwks {
  /** The least time between two fetches. */
  public static final Duration SPACING = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(Jwks.class);
  private static final int LARGEST_SET = 256 * 1024;

  private final URI source;
  private final long staleNanos;
  private final LongSupplier nanos;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final AtomicLong fetchedAt;
  private volatile Map<String, TokenKey.PublicKey> keys = Map.of();

  /**
   * Knows no key until the first {@link #fetch} is through.
   *
   * @param refresh how old the set may be before a look-up fetches it anew
   * @param nanos monotonic clock
   */
  public Jwks(URI source, Duration refresh, LongSupplier nanos) {
    this.source = source;
    this.staleNanos = refresh.toNanos();
    this.nanos = nanos;
    this.fetchedAt = new AtomicLong(nanos.getAsLong() - SPACING.toNanos());
  }

  /** The key of that id; without an id the only key there is; null if there is none. */
  TokenKey.@Nullable PublicKey find(@Nullable String keyId) {
    Map<String, TokenKey.PublicKey> known = keys;
    TokenKey.PublicKey found;
    if (keyId != null) {
      found = known.get(keyId);
    } else {
      found = known.size() == 1 ? known.values().iterator().next() : null;
    }
    long age = nanos.getAsLong() - fetchedAt.get();
    if (age > staleNanos || (found == null && age >= SPACING.toNanos())) {
      var _ = fetch();
    }
    return found;
  }

  /** Fetches the set; completes when the keys are in force, normally also where that failed. */
  public CompletionStage<Void> fetch() {
    fetchedAt.set(nanos.getAsLong());
    HttpRequest request = HttpRequest.newBuilder(source).timeout(Duration.ofSeconds(10)).build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenAccept(this::take)
        .exceptionally(
            failure -> {
              log.warn("keys could not be fetched from {}: {}", source, failure.toString());
              return null;
            });
  }

  private void take(HttpResponse<String> answer) {
    if (answer.statusCode() != 200 || answer.body().length() > LARGEST_SET) {
      log.warn("no key set at {}: status {}", source, answer.statusCode());
      return;
    }
    try {
      keys = read(answer.body());
    } catch (ParseException | JOSEException e) {
      log.warn("no key set at {}: {}", source, e.getMessage());
    }
  }

  private static Map<String, TokenKey.PublicKey> read(String text)
      throws ParseException, JOSEException {
    var found = new HashMap<String, TokenKey.PublicKey>();
    for (JWK key : JWKSet.parse(text).getKeys()) {
      TokenKey.PublicKey usable = usable(key);
      if (usable != null) {
        found.put(key.getKeyID() == null ? "" : key.getKeyID(), usable);
      }
    }
    return Map.copyOf(found);
  }

  private static TokenKey.@Nullable PublicKey usable(JWK key) throws JOSEException {
    if (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE)) {
      return null;
    }
    if (key instanceof RSAKey rsa && rsa.size() >= 2048 && goesWith(key, JWSAlgorithm.RS256)) {
      return new TokenKey.PublicKey(JWSAlgorithm.RS256, new RSASSAVerifier(rsa.toRSAPublicKey()));
    }
    if (key instanceof ECKey ec
        && ec.getCurve().equals(Curve.P_256)
        && goesWith(key, JWSAlgorithm.ES256)) {
      return new TokenKey.PublicKey(JWSAlgorithm.ES256, new ECDSAVerifier(ec.toECPublicKey()));
    }
    return null;
  }

  private static boolean goesWith(JWK key, JWSAlgorithm algorithm) {
    return key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
  }
}
