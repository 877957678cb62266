package headcount.app;

/** Why a command does not do what it was asked to, as a sentence for whoever typed it. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int FAILED = 1;
  private static final int MISTYPED = 2;

  private final int exitCode;

  public Refusal(String sentence) {
    this(sentence, FAILED);
  }

  private Refusal(String sentence, int exitCode) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** What was typed cannot be taken. */
  public static Refusal mistyped(String sentence) {
    return new Refusal(sentence, MISTYPED);
  }

  int exitCode() {
    return exitCode;
  }

  public Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitCode = FAILED;
  }
}
