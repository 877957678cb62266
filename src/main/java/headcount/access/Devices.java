package headcount.access;

import headcount.presence.ViewerId;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hands out and checks device ids: what makes an anonymous browser the same viewer in each of its
 * tabs. An id is 128 random bits and a 128-bit signature, so nobody can make up viewers without
 * asking the server for each. Thread-safe.
 */
public final class Devices {
  private static final int ID = 16;
  private static final int TAG = 16;

  private final Secret secret;
  private final ViewerHash viewers;
  private final SecureRandom random = new SecureRandom();

  /** Signs with a key derived from the secret. */
  public Devices(Secret secret, ViewerHash viewers) {
    this.secret = secret.derive("device");
    this.viewers = viewers;
  }

  /**
   * A device.
   *
   * @param text 43 characters of base64url, for the client to keep
   * @param viewer who it stands for
   */
  public record Device(String text, ViewerId viewer) {}

  /** A device that was never handed out before. */
  public Device issue() {
    byte[] id = new byte[ID];
    random.nextBytes(id);
    byte[] sealed = Arrays.copyOf(id, ID + TAG);
    System.arraycopy(secret.tag(id, ID, TAG), 0, sealed, ID, TAG);
    return new Device(UrlText.encode(sealed), viewers.device(id));
  }

  /** The device that the text stands for; null if no server with this key signed it. */
  public @Nullable Device verify(String text) {
    byte[] sealed = text.length() == 43 ? UrlText.decode(text) : null;
    if (sealed == null || sealed.length != ID + TAG || !secret.sealed(sealed, TAG)) {
      return null;
    }
    return new Device(text, viewers.device(Arrays.copyOf(sealed, ID)));
  }
}
