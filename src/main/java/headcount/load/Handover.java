package headcount.load;

/**
 * The socket that a tab is replacing: it still stands and counts until the new session does, and
 * must then end in the way that was expected. Lives on the stage's event loop.
 */
final class Handover {
  private final Stage stage;
  private final Link former;
  private final int expected;
  private final int place;
  private boolean retired;

  /** From now on the socket is the former one; it is to end with that code. */
  Handover(Stage stage, Link old, int closesWith, int at) {
    this.stage = stage;
    former = old;
    place = at;
    expected = closesWith;
  }

  /** The new session stands: the former one counts no more and is closed where that is up to us. */
  void retire() {
    retired = true;
    stage.ledger().gone(former.id());
    if (expected == Link.NORMAL) {
      former.close(Link.NORMAL);
    }
  }

  /**
   * The socket ended; a server that leaves may close whoever is still there.
   *
   * @return whether it was the former one, so that this is over
   */
  boolean ended(Link link, int code) {
    if (link != former) {
      return false;
    }
    var leaving = expected == Link.NORMAL && Backoff.returnsAfter(code);
    stage.over(link.id(), leaving && !retired ? place : Stage.NOWHERE, code);
    if (code != expected && !leaving) {
      stage.ledger().faults.note("a replaced socket was closed with " + code, "not " + expected);
    }
    return true;
  }

  void audit() {
    stage.ledger().faults.note("a replaced socket was not closed", "expected " + expected);
  }
}
