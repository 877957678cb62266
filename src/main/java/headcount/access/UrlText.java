package headcount.access;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64url without padding, in its one canonical spelling. */
final class UrlText {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private UrlText() {}

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** The bytes; null for padding, foreign characters and stray bits after the last byte. */
  static byte @Nullable [] decode(String text) {
    try {
      byte[] bytes = DECODER.decode(text);
      return encode(bytes).equals(text) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
