package headcount.presence;

import org.jspecify.annotations.Nullable;

/** The snapshot that a relay has out, until it is acknowledged. Not thread-safe. */
final class Snapshots {
  private final RelayTabs tabs;
  private @Nullable SnapshotOffer open;

  Snapshots(RelayTabs tabs) {
    this.tabs = tabs;
  }

  /** Whether the one that is out was asked for by that nonce. */
  boolean offers(long nonce) {
    return open != null && open.nonce() == nonce;
  }

  /**
   * The one that is out, or a new one in its place: everything that is here now, as of that mark.
   */
  SnapshotOffer offer(long nonce, SourceMark mark) {
    SnapshotOffer offered = open;
    if (offered == null || offered.nonce() != nonce) {
      offered = new SnapshotOffer(nonce, mark, tabs.sayAll());
      open = offered;
    }
    return offered;
  }

  /** Everything up to that number is counted. */
  void acknowledged(long seq) {
    if (open != null && open.mark().seq() <= seq) {
      open = null;
    }
  }

  /** What it says is of a broadcast that is over. */
  void drop() {
    open = null;
  }
}
