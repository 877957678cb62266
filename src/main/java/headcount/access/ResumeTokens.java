package headcount.access;

import headcount.presence.SessionId;
import headcount.presence.ViewerId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks what a client takes up a former session with, on any node. It says which session
 * of whom is to be closed where, and nothing else: the new session is a new one either way. So it
 * needs no moment of the loss: a session that was lost is closed by its own server {@code
 * timeoutMillis} after its last sign of life, and from then on the resume finds nothing to close,
 * which is the 60 s bound. Thread-safe.
 */
public final class ResumeTokens {
  private static final int BODY = 5 * Long.BYTES;
  private static final int TAG = 16;

  private final Secret secret;

  /** Signs with a key derived from the secret. */
  public ResumeTokens(Secret secret) {
    this.secret = secret.derive("resume");
  }

  /**
   * A former session.
   *
   * @param session which
   * @param viewer whose; another viewer's resume is to be ignored
   * @param incarnation the node that holds or held it
   * @param issuedAtMillis when that session began, Unix ms
   */
  public record Former(SessionId session, ViewerId viewer, UUID incarnation, long issuedAtMillis) {}

  /** The text for the client: 75 characters of base64url. */
  public String issue(Former former) {
    byte[] sealed =
        ByteBuffer.allocate(BODY + TAG)
            .putLong(former.session().value())
            .putLong(former.viewer().value())
            .putLong(former.incarnation().getMostSignificantBits())
            .putLong(former.incarnation().getLeastSignificantBits())
            .putLong(former.issuedAtMillis())
            .array();
    System.arraycopy(secret.tag(sealed, BODY, TAG), 0, sealed, BODY, TAG);
    return UrlText.encode(sealed);
  }

  /** The former session; null if no server with this key signed the text. */
  public @Nullable Former verify(String text) {
    byte[] sealed = text.length() == 75 ? UrlText.decode(text) : null;
    if (sealed == null || sealed.length != BODY + TAG || !secret.sealed(sealed, TAG)) {
      return null;
    }
    ByteBuffer body = ByteBuffer.wrap(Arrays.copyOf(sealed, BODY));
    long session = body.getLong();
    var viewer = new ViewerId(body.getLong());
    var incarnation = new UUID(body.getLong(), body.getLong());
    return session > 0
        ? new Former(new SessionId(session), viewer, incarnation, body.getLong())
        : null;
  }
}
