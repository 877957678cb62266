package headcount.load;

import org.jspecify.annotations.Nullable;

/**
 * The socket that a tab is replacing: it still stands and counts until the new session does, and
 * must then end in the way that was expected. Lives on the stage's event loop.
 */
final class Handover {
  private final Ledger ledger;
  private @Nullable Link former;
  private int expected;

  Handover(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Whether a former socket is still to end. */
  boolean pending() {
    return former != null;
  }

  boolean isOf(Link link) {
    return link == former;
  }

  /** From now on the socket is the former one; it is to end with that code. */
  void begin(Link old, int closesWith) {
    former = old;
    expected = closesWith;
  }

  /** The new session stands: the former one counts no more and is closed where that is up to us. */
  void retire() {
    if (former != null) {
      ledger.gone(former.id());
      if (expected == Link.NORMAL) {
        former.close(Link.NORMAL);
      }
    }
  }

  /** The former socket ended; a server that leaves may close whoever is still there. */
  void ended(Link link, int code) {
    former = null;
    ledger.gone(link.id());
    var leaving = expected == Link.NORMAL && Backoff.returnsAfter(code);
    if (code != expected && !leaving) {
      ledger.faults.note("a replaced socket was closed with " + code, "not " + expected);
    }
  }

  void audit() {
    if (former != null) {
      ledger.faults.note("a replaced socket was not closed", "expected " + expected);
    }
  }
}
