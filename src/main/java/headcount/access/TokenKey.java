package headcount.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What tokens are checked with. The key alone decides the algorithm; a header that names another is
 * refused, never followed. Thread-safe.
 */
public sealed interface TokenKey {
  /**
   * A key that signers and verifiers share: HS256.
   *
   * @param secret at least 32 bytes
   */
  record Shared(Secret secret) implements TokenKey {
    /** Whether the signature is this key's over the input. */
    boolean signed(byte[] input, byte[] signature) {
      return MessageDigest.isEqual(secret.hmac(input), signature);
    }
  }

  /**
   * The public keys of an issuer: RS256 or ES256, as each key's type says.
   *
   * @param keys fetched from its JWKS
   */
  record Published(Jwks keys) implements TokenKey {}

  /** One public key with the only algorithm that it is used with. */
  record PublicKey(JWSAlgorithm algorithm, JWSVerifier verifier) {}

  /** The shared key from its text, with HS256. */
  static TokenKey shared(String text) {
    return new Shared(Secret.of("headcount.access.token-key", text));
  }

  /** The algorithm's name in a header that this key goes with, null if there is no such key. */
  default @Nullable String algorithm(@Nullable String keyId) {
    return switch (this) {
      case Shared _ -> JWSAlgorithm.HS256.getName();
      case Published(Jwks keys) -> {
        PublicKey key = keys.find(keyId);
        yield key == null ? null : key.algorithm().getName();
      }
    };
  }
}
