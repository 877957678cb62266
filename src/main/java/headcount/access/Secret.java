package headcount.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret text of the configuration, used through HMAC-SHA-256 only. Immutable, thread-safe; never
 * prints itself.
 */
public final class Secret {
  /** The fewest UTF-8 bytes that a secret may have. */
  public static final int SHORTEST = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private Secret(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * Takes the text's UTF-8 bytes.
   *
   * @param name what the secret is called where it is set, for the message: "token key"
   * @throws IllegalArgumentException if it has fewer than 32 bytes
   */
  public static Secret of(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException(
          name + " must be at least " + SHORTEST + " bytes of UTF-8, was " + bytes.length);
    }
    return new Secret(bytes);
  }

  /** Another secret, derived from this one; the same label gives the same on every node. */
  Secret derive(String label) {
    return new Secret(hmac(label.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The 32 bytes of HMAC-SHA-256 over the message. */
  byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** The first bytes of the HMAC over the first bytes of the message. */
  byte[] tag(byte[] message, int messageLength, int tagLength) {
    return Arrays.copyOf(hmac(Arrays.copyOf(message, messageLength)), tagLength);
  }

  /** Whether the sealed bytes end with the tag of what stands before it; in constant time. */
  boolean sealed(byte[] bytes, int tagLength) {
    int body = bytes.length - tagLength;
    return body > 0
        && MessageDigest.isEqual(
            tag(bytes, body, tagLength), Arrays.copyOfRange(bytes, body, bytes.length));
  }

  @Override
  public String toString() {
    return "Secret(hidden)";
  }
}
