package headcount.presence;

import java.util.Locale;

/** How sure a count is. */
public enum Quality {
  /** Every counted source is alive and in step. */
  EXACT,
  /** The last known count, or viewers held for a lost node, while nodes report in. */
  RECOVERING,
  /** Nobody has answered for a minute. */
  STALE;

  /** The word that clients see: {@code exact}, {@code recovering}, {@code stale}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number that the wire and the database hold: 0, 1, 2 in the order above, which stands. */
  public int code() {
    return switch (this) {
      case EXACT -> 0;
      case RECOVERING -> 1;
      case STALE -> 2;
    };
  }
}
