package headcount.access;

import headcount.presence.ViewerId;
import java.nio.charset.StandardCharsets;

/**
 * Names viewers without keeping their names: a canonical decimal subject below 2^63 is the viewer
 * itself, everything else a keyed 63-bit hash with the sign bit set. Subjects and devices are
 * hashed behind different first bytes, so no subject can be chosen that is some device. The same on
 * every node with the same key. Thread-safe.
 */
public final class ViewerHash {
  private static final int LONGEST_DECIMAL = 19;
  private static final byte SUBJECT = 's';
  private static final byte DEVICE = 'd';

  private final SipHash hash;

  /** Hashes with a key derived from the secret. */
  public ViewerHash(Secret secret) {
    this.hash = new SipHash(secret.derive("viewer").hmac(new byte[0]));
  }

  /** The viewer whom a token's subject names. */
  public ViewerId subject(String subject) {
    return canonicalDecimal(subject)
        ? new ViewerId(Long.parseLong(subject))
        : hashed(SUBJECT, subject.getBytes(StandardCharsets.UTF_8));
  }

  /** The anonymous viewer behind a device. */
  ViewerId device(byte[] id) {
    return hashed(DEVICE, id);
  }

  private ViewerId hashed(byte domain, byte[] bytes) {
    byte[] input = new byte[bytes.length + 1];
    input[0] = domain;
    System.arraycopy(bytes, 0, input, 1, bytes.length);
    return new ViewerId(hash.hash(input) | Long.MIN_VALUE);
  }

  private static boolean canonicalDecimal(String text) {
    int length = text.length();
    if (length == 0 || length > LONGEST_DECIMAL || (length > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return length < LONGEST_DECIMAL || text.compareTo(Long.toString(Long.MAX_VALUE)) <= 0;
  }
}
