package headcount.presence;

import java.util.UUID;

/** Takes what relays say: who it is, whether it may be taken, and who has to hear of it. */
final class Reception {
  private final CountParts parts;
  private final Recollection recollection;
  private final Announcer announcer;

  Reception(CountParts parts, Recollection recollection, Announcer announcer) {
    this.parts = parts;
    this.recollection = recollection;
    this.announcer = announcer;
  }

  /** Takes a message; false if it was not to be taken. */
  boolean take(ToEntity message, long now, EntityEffects out) {
    if (overtaken(message.epochSeen(), now, out) || unheard(message, now, out)) {
      return false;
    }
    SourceState speaker = parts.ledger.get(message.source());
    if (speaker != null) {
      speaker.heardAt = now;
    }
    switch (message) {
      case ToEntity.Delta delta -> parts.talk.delta(known(delta, now), delta, now, out);
      case ToEntity.Digest digest -> digest(digest, now, out);
      case ToEntity.SnapshotChunk chunk -> {
        if (speaker != null) {
          parts.talk.chunk(speaker, chunk, now, out);
        }
      }
      case ToEntity.Draining _ -> {
        if (speaker != null) {
          parts.talk.leaves(speaker, now);
        }
      }
    }
    return true;
  }

  /** A higher epoch is about: true if this incarnation is over because of it. */
  private boolean overtaken(long seen, long now, EntityEffects out) {
    if (!parts.epochs.exceededBy(seen)) {
      return false;
    }
    if (!parts.epochs.rise(seen, out)) {
      return true;
    }
    parts.answers.reset();
    announcer.askAtOnce(now);
    return false;
  }

  /** Whether the message is not to be taken: of an earlier generation, or of before the end. */
  private boolean unheard(ToEntity message, long now, EntityEffects out) {
    boolean outdated = parts.ledger.outdated(message.source());
    if (outdated && parts.rules.contains(Rule.GENERATION_REPLACES)) {
      return true;
    }
    UUID node = message.source().incarnation();
    if (message instanceof ToEntity.Digest digest) {
      parts.endings.obeyed(node, digest.endSeen());
    }
    if (parts.endings.owes(node)) {
      if (message instanceof ToEntity.Delta delta) {
        // it may be of after the end, and have overtaken the digest that says so
        parts.talk.said(known(delta, now), delta.seq());
      }
      announcer.tellEnded(now, out);
      return true;
    }
    return false;
  }

  private SourceState known(ToEntity.Delta delta, long now) {
    SourceState state = parts.ledger.get(delta.source());
    if (state == null) {
      state = recollection.created(delta.source(), now);
      state.totals(
          delta.totalJoins() - delta.joins().size(), delta.totalLeaves() - delta.leaves().size());
      if (delta.seq() == 1) {
        state.last = 0;
        state.synced =
            delta.source().generation() == 0 || !parts.rules.contains(Rule.PENDING_AWAITED);
      }
      recollection.baseIfSettled(state);
    }
    return state;
  }

  private void digest(ToEntity.Digest digest, long now, EntityEffects out) {
    UUID node = digest.source().incarnation();
    Headcount last = digest.last();
    if (last != null && parts.rules.contains(Rule.FLOOR)) {
      parts.floor.raise(last.viewers(), last.connections(), last.anonymous(), digest.endSeen());
    }
    if (digest.watching()) {
      announcer.listeners().watching(node, now);
    }
    if (parts.epochs.own(digest.answers())) {
      parts.answers.answered(node);
      parts.listed.answered(node);
    }
    SourceState state = parts.ledger.get(digest.source());
    if (state != null) {
      parts.talk.digest(state, digest, now, out);
    } else if (digest.seq() == 0 && !digest.pending()) {
      // it never said anything: nothing that comes later can be older
      parts.talk.replaceEarlier(digest.source(), out);
      parts.talk.ack(digest.source(), digest.seq(), out);
    } else {
      SourceState created = recollection.created(digest.source(), now);
      created.totals(digest.totalJoins(), digest.totalLeaves());
      recollection.baseIfSettled(created);
      parts.talk.digest(created, digest, now, out);
    }
  }
}
