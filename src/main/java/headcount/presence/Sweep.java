package headcount.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What passing time does to a count: whoever was silent for too long ends, whoever may have been
 * misheard is asked anew, and a pause of this node ages nobody. Not thread-safe.
 */
final class Sweep {
  private final CountParts parts;
  private final Recollection recollection;
  private final Announcer announcer;
  private long lastTick;

  Sweep(CountParts parts, Recollection recollection, Announcer announcer, long now) {
    this.parts = parts;
    this.recollection = recollection;
    this.announcer = announcer;
    this.lastTick = now;
  }

  long lastTick() {
    return lastTick;
  }

  void tick(long now, EntityEffects out) {
    lastTick = now;
    if (parts.epochs.over()) {
      return;
    }
    if (parts.certainty.settles(now)) {
      doubtOthers();
    }
    for (SourceState state : parts.ledger.copy()) {
      sweep(state, now, out);
    }
    sweepListed(now, out);
    Certainty certainty = parts.certainty;
    long started = certainty.startedAt();
    if (parts.rules.contains(Rule.GAP_CONFIRMED)) {
      parts.answers.doubt(node -> certainty.silent(node, started, now));
    }
    parts.answers.sweep(node -> certainty.expired(node, started, now));
    parts.answers.release(
        node ->
            certainty.left(node)
                && (!parts.answers.members().contains(node)
                    || certainty.silent(node, started, now)));
    long ended = Math.max(started, parts.endings.since());
    parts.endings.sweep(
        node ->
            certainty.left(node)
                || (!parts.answers.members().contains(node)
                    && certainty.expired(node, ended, now)));
    parts.puller.advance(now, out);
  }

  /** A pause of this node makes nobody look older, and nobody is taken for in step after it. */
  void wake(long now) {
    long late = now - lastTick;
    if (late <= CountSettings.TICK_NANOS + parts.settings.pauseNanos()) {
      return;
    }
    long pause = late - CountSettings.TICK_NANOS;
    lastTick = now;
    parts.certainty.paused(pause, now);
    parts.endings.extend(pause);
    for (SourceState state : parts.ledger.states()) {
      state.bornAt += pause;
      state.drainingSince += state.draining() ? pause : 0;
    }
    doubtOthers();
    announcer.doubt();
  }

  /** Nobody elsewhere is taken for in step before it was confirmed. */
  private void doubtOthers() {
    if (parts.rules.contains(Rule.PAUSE_CONFIRMED)) {
      for (SourceState state : parts.ledger.states()) {
        state.synced &= parts.answers.isSelf(state.source.incarnation());
      }
      parts.answers.doubt(node -> !parts.answers.isSelf(node));
    }
  }

  private void sweep(SourceState state, long now, EntityEffects out) {
    UUID node = state.source.incarnation();
    if (parts.certainty.expired(state, now)) {
      long silence = parts.certainty.silence(node, state.bornAt, now);
      List<Tab> tabs = new ArrayList<>(parts.ledger.remove(state));
      tabs.addAll(state.ended);
      out.lost(state.source, tabs, silence, state.draining());
    } else if (parts.certainty.silent(node, state.bornAt, now)) {
      state.synced &= !parts.rules.contains(Rule.GAP_CONFIRMED);
    } else if ((!state.synced || forgotten(state, now)) && mayAsk(state, now)) {
      parts.talk.ask(state, now, out);
    }
  }

  private boolean mayAsk(SourceState state, long now) {
    boolean lately =
        state.askedAt != SourceState.NEVER && now - state.askedAt < parts.settings.repeatNanos();
    return state.pull == null && !lately;
  }

  /** A source that should have spoken by now, alive as it is, may have lost its memory. */
  private boolean forgotten(SourceState state, long now) {
    CountSettings settings = parts.settings;
    return state.connections > 0
        && now - state.heardAt > 2 * settings.relay().longestDigestNanos() + settings.silentNanos();
  }

  private void sweepListed(long now, EntityEffects out) {
    if (parts.listed.isEmpty()) {
      return;
    }
    boolean back =
        recollection.restarted()
            && parts.floor.reachedBy(parts.ledger.viewers())
            && parts.ledger.joins() >= parts.listed.connections();
    Certainty certainty = parts.certainty;
    long started = certainty.startedAt();
    List<Source> over =
        parts.listed.removeIf(
            source ->
                back
                    || certainty.expired(source.incarnation(), started, now)
                    || (certainty.left(source.incarnation()) && parts.listed.isEmpty(source)));
    for (Source source : over) {
      long silence = certainty.silence(source.incarnation(), started, now);
      out.lost(source, List.of(), silence, false);
    }
  }
}
