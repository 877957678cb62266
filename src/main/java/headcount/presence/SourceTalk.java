package headcount.presence;

import java.util.Map;
import java.util.Set;

/**
 * The conversation of an entity with its sources: deltas in order, digests compared, snapshots
 * where something is missing. Not thread-safe.
 */
final class SourceTalk {
  private final CountSettings settings;
  private final Set<Rule> rules;
  private final SourceLedger ledger;
  private final SnapshotPuller puller;
  private final Statement statement;

  SourceTalk(
      CountSettings settings,
      Set<Rule> rules,
      SourceLedger ledger,
      SnapshotPuller puller,
      Statement statement) {
    this.settings = settings;
    this.rules = rules;
    this.ledger = ledger;
    this.puller = puller;
    this.statement = statement;
  }

  void delta(SourceState state, ToEntity.Delta delta, long now, EntityEffects out) {
    said(state, delta.seq());
    if (delta.seq() <= state.last) {
      ack(state.source, state.last, out);
      return;
    }
    boolean next = delta.seq() == state.last + 1 && state.last != SourceState.UNKNOWN;
    boolean inOrder = next || !rules.contains(Rule.ORDER);
    if (state.pull != null || !inOrder) {
      hold(state, delta);
      if (!inOrder) {
        puller.want(state, now, out);
      }
      return;
    }
    ledger.apply(state, delta);
    stillLeaving(state, now);
    ack(state.source, state.last, out);
  }

  /** Who says something new on leaving is still there: its hold begins anew. */
  private static void stillLeaving(SourceState state, long now) {
    if (state.draining()) {
      state.drainingSince = now;
    }
  }

  private void hold(SourceState state, ToEntity.Delta delta) {
    if (rules.contains(Rule.DELTAS_HELD) && state.held.size() < settings.entity().heldDeltas()) {
      state.held.put(delta.seq(), delta);
    }
  }

  void digest(SourceState state, ToEntity.Digest digest, long now, EntityEffects out) {
    leaving(state, digest.draining() && rules.contains(Rule.LEAVING_ANSWERED), now);
    said(state, digest.seq());
    if (digest.seq() < state.last) {
      return;
    }
    boolean nothing = digest.connections() == 0 && digest.hash() == 0;
    if (nothing && digest.seq() > state.last && rules.contains(Rule.DIGEST_HEALS)) {
      ledger.replace(state, java.util.List.of(), digest.seq());
    }
    boolean same =
        digest.seq() == state.last
            && digest.hash() == state.hash
            && digest.connections() == state.connections;
    if (!same && rules.contains(Rule.DIGEST_HEALS)) {
      puller.want(state, now, out);
      return;
    }
    state.pull = null;
    state.totals(digest.totalJoins(), digest.totalLeaves());
    state.synced = state.caughtUp() && !(digest.pending() && isLater(state));
    goOn(state, now, out);
    ack(state.source, digest.seq(), out);
    confirmed(state, out);
  }

  void chunk(SourceState state, ToEntity.SnapshotChunk chunk, long now, EntityEffects out) {
    SnapshotPull pull = state.pull;
    if (pull == null || !pull.take(chunk, !rules.contains(Rule.NONCE))) {
      stray(state, chunk.seq(), now, out);
      return;
    }
    if (!pull.complete()) {
      puller.next(state, now, out);
      return;
    }
    state.pull = null;
    if (chunk.seq() < state.last) {
      puller.want(state, now, out);
      return;
    }
    ledger.replace(state, pull.tabs(), chunk.seq());
    stillLeaving(state, now);
    state.totals(chunk.totalJoins(), chunk.totalLeaves());
    said(state, chunk.seq());
    state.synced = true;
    goOn(state, now, out);
    ack(state.source, state.last, out);
    if (isLater(state) || !state.caughtUp()) {
      state.synced = false;
      ask(state, now, out);
    }
    confirmed(state, out);
    puller.advance(now, out);
  }

  /** A part of a snapshot that is not pulled: nothing but its number may be news. */
  private void stray(SourceState state, long seq, long now, EntityEffects out) {
    said(state, seq);
    if (state.pull == null && !state.caughtUp()) {
      puller.want(state, now, out);
    }
  }

  /** Notes its number: a digest or a snapshot that comes later may be older. */
  void said(SourceState state, long seq) {
    if (rules.contains(Rule.SAID_REMEMBERED)) {
      state.said = Math.max(state.said, seq);
    }
  }

  /** The source's node leaves, or has closed its last socket. */
  void leaves(SourceState state, long now) {
    state.drainingSince = now;
  }

  /** The source's node leaves, if so it was said. */
  void leaving(SourceState state, boolean leaving, long now) {
    if (leaving && !state.draining()) {
      state.drainingSince = now;
    }
  }

  void ask(SourceState state, long now, EntityEffects out) {
    state.askedAt = now;
    out.send(state.source.incarnation(), new ToRelay.Ask(statement.epoch()));
  }

  void ack(Source source, long seq, EntityEffects out) {
    out.send(
        source.incarnation(),
        new ToRelay.Ack(
            source,
            statement.epoch(),
            seq,
            statement.published() ? statement.current() : null,
            statement.broadcast()));
  }

  /** A confirmed later generation replaces the earlier ones. */
  void replaceEarlier(Source source, EntityEffects out) {
    if (rules.contains(Rule.GENERATION_REPLACES)) {
      for (SourceState earlier : ledger.earlier(source)) {
        out.lost(earlier.source, ledger.remove(earlier), 0, earlier.draining());
      }
    }
  }

  private void confirmed(SourceState state, EntityEffects out) {
    if (state.synced) {
      replaceEarlier(state.source, out);
    }
  }

  /** Applies the deltas that waited; one that is missing among them calls for a snapshot. */
  private void goOn(SourceState state, long now, EntityEffects out) {
    for (Map.Entry<Long, ToEntity.Delta> held : state.held.entrySet()) {
      if (held.getKey() == state.last + 1) {
        ledger.apply(state, held.getValue());
      } else if (held.getKey() > state.last) {
        state.synced = false;
      }
    }
    boolean whole = state.held.isEmpty() || state.held.lastKey() <= state.last;
    state.held.clear();
    if (!whole) {
      puller.want(state, now, out);
    }
  }

  private boolean isLater(SourceState state) {
    return state.source.generation() > 0 && rules.contains(Rule.PENDING_AWAITED);
  }
}
