package headcount.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that is turned down, with everything that its answer says. Carries no stack trace: it
 * is an answer, not a fault, and takes the exception's way only to leave stages and routes alike.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String hint;
  private final @Nullable Duration retryAfter;

  private Refusal(
      int status, String code, String message, String hint, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.retryAfter = retryAfter;
  }

  /**
   * A refusal.
   *
   * @param code a word for programs, in snake case
   * @param message what is wrong, for people, naming bound and value
   * @param hint what to do about it
   */
  static Refusal of(int status, String code, String message, String hint) {
    return new Refusal(status, code, message, hint, null);
  }

  /** The request's fault: 400. */
  static Refusal bad(String code, String message, String hint) {
    return of(400, code, message, hint);
  }

  /** Not now: the client may come again after that long. */
  static Refusal later(int status, String code, String message, Duration retryAfter) {
    return new Refusal(
        status,
        code,
        message,
        "Try again after " + retryAfter.toSeconds() + " s, as Retry-After says.",
        retryAfter);
  }

  int status() {
    return status;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  Body body() {
    return new Body(code, String.valueOf(getMessage()), hint);
  }

  /** The body of every refusal. */
  record Body(String code, String message, String hint) {}
}
