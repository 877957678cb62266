package headcount.embedded;

/** Waiting between two looks at a server that starts; an interrupt ends the start. */
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedFailure("the start was interrupted", e);
    }
  }
}
