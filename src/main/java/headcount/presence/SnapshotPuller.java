package headcount.presence;

/**
 * Pulls the snapshots that an entity needs, a few at a time and of each a few chunks, until it is
 * complete. Not thread-safe.
 */
final class SnapshotPuller {
  private final CountSettings settings;
  private final SourceLedger ledger;
  private final Statement statement;
  private long nonces;

  SnapshotPuller(CountSettings settings, SourceLedger ledger, Statement statement, long seed) {
    this.settings = settings;
    this.ledger = ledger;
    this.statement = statement;
    this.nonces = KeyedHash.mix(seed);
  }

  /** The source's tabs are not known for sure: a snapshot is wanted, and asked for if it may be. */
  void want(SourceState state, long now, EntityEffects out) {
    state.synced = false;
    if (state.pull == null) {
      state.pull = new SnapshotPull(++nonces);
    }
    advance(now, out);
  }

  /** A chunk came and more are missing. */
  void next(SourceState state, long now, EntityEffects out) {
    SnapshotPull pull = state.pull;
    if (pull != null) {
      ask(state, pull, now, out);
    }
  }

  /** Asks for what is due, those first that were asked longest ago. */
  void advance(long now, EntityEffects out) {
    if (idle()) {
      return;
    }
    long flying = ledger.states().stream().filter(state -> isFlying(state, now)).count();
    for (; flying < settings.entity().pulls(); flying++) {
      SourceState next = null;
      for (SourceState state : ledger.states()) {
        if (isDue(state, now) && (next == null || askedAt(state) < askedAt(next))) {
          next = state;
        }
      }
      if (next == null || next.pull == null) {
        return;
      }
      ask(next, next.pull, now, out);
    }
  }

  boolean idle() {
    return open() == 0;
  }

  /** How many are wanted and not complete. */
  int open() {
    int open = 0;
    for (SourceState state : ledger.states()) {
      open += state.pull == null ? 0 : 1;
    }
    return open;
  }

  private void ask(SourceState state, SnapshotPull pull, long now, EntityEffects out) {
    for (int chunk : pull.ask(now, settings.repeatNanos(), ++nonces)) {
      out.send(
          state.source.incarnation(),
          new ToRelay.NeedSnapshot(state.source, statement.epoch(), pull.nonce(), chunk));
    }
  }

  private static long askedAt(SourceState state) {
    return state.pull == null ? SnapshotPull.NOT_ASKED : state.pull.askedAt();
  }

  private boolean isDue(SourceState state, long now) {
    return state.pull != null && !isFlying(state, now);
  }

  private boolean isFlying(SourceState state, long now) {
    long askedAt = askedAt(state);
    return askedAt != SnapshotPull.NOT_ASKED && now - askedAt < settings.repeatNanos();
  }
}
