package headcount.access;

import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token turned out to be. */
public sealed interface TokenCheck {
  /**
   * A good token.
   *
   * @param viewer whose it is
   * @param endsAtMillis when it ends, Unix ms; a connection that it opened ends then too
   * @param streams the only streams it opens; null where it opens all of them
   * @param operator whether it speaks for an operator
   */
  record Token(
      ViewerId viewer, long endsAtMillis, @Nullable Set<StreamId> streams, boolean operator)
      implements TokenCheck {
    /** Whether a tab with this token may join the stream. */
    public boolean opens(StreamId stream) {
      return streams == null || streams.contains(stream);
    }
  }

  /**
   * A bad token.
   *
   * @param why one clause for its owner; holds nothing of the token itself
   */
  record Refused(String why) implements TokenCheck {}
}
