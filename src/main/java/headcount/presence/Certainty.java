package headcount.presence;

import java.util.Set;
import java.util.UUID;

/** Whether an entity may call its count exact, and how long it holds whom. Not thread-safe. */
final class Certainty {
  private final EntityHost host;
  private final CountSettings settings;
  private final Set<Rule> rules;
  private long startedAt;
  private boolean loaded;

  /** Until when it may hear what was said while this node paused. */
  private long unsettledUntil = Long.MIN_VALUE;

  Certainty(EntityHost host, CountSettings settings, Set<Rule> rules, long now) {
    this.host = host;
    this.settings = settings;
    this.rules = rules;
    this.startedAt = now;
  }

  void loaded() {
    loaded = true;
  }

  boolean isLoaded() {
    return loaded;
  }

  long startedAt() {
    return startedAt;
  }

  /** This node paused: what it waits for has that much more time. */
  void paused(long pause, long now) {
    startedAt += pause;
    unsettledUntil = rules.contains(Rule.MAILBOX_DRAINED) ? now + settings.repeatNanos() : now;
  }

  /** Whether what waited in the mailbox of this node may still be of the time of its pause. */
  boolean unsettled() {
    return unsettledUntil != Long.MIN_VALUE;
  }

  /** Whether the time after a pause is over now, and was not before. */
  boolean settles(long now) {
    boolean over = unsettled() && now >= unsettledUntil;
    unsettledUntil = over ? Long.MIN_VALUE : unsettledUntil;
    return over;
  }

  /** How long a node has not been heard; one never heard counts from {@code since}. */
  long silence(UUID node, long since, long now) {
    long last = host.beats().lastBeat(node, now);
    return now - (host.beats().known(node) ? last : Math.max(last, since));
  }

  boolean silent(UUID node, long since, long now) {
    long heard = host.beats().heardAt(node, now);
    long from = host.beats().known(node) ? heard : Math.max(heard, since);
    return now - from > settings.silentNanos();
  }

  /** Whether a node has been silent for longer than its viewers are held. */
  boolean expired(UUID node, long since, long now) {
    return silence(node, since, now) > hold();
  }

  boolean expired(SourceState state, long now) {
    UUID node = state.source.incarnation();
    boolean gone = left(node) || silent(node, state.bornAt, now);
    return expired(node, state.bornAt, now)
        || (state.draining() && gone && now - state.drainingSince > hold());
  }

  /** Whether a node said its farewell: whom it had is known, and nothing is to come from it. */
  boolean left(UUID node) {
    return rules.contains(Rule.FAREWELL) && host.beats().left(node);
  }

  private long hold() {
    return rules.contains(Rule.HOLD) ? settings.holdNanos() : settings.silentNanos() + 1;
  }

  /** Without the store, somebody may be held of whom nobody here knows. */
  boolean storeSettled(long now) {
    return loaded
        || now - startedAt >= settings.holdNanos()
        || !rules.contains(Rule.STORELESS_WAIT);
  }

  /** Whether a source is alive and in step, or nothing is to come from it. */
  boolean known(SourceState state, long now) {
    if (left(state.source.incarnation())) {
      boolean whole = state.pull == null && state.caughtUp();
      return whole || !rules.contains(Rule.FAREWELL_WHOLE);
    }
    return state.synced && !silent(state.source.incarnation(), state.bornAt, now);
  }

  /** Whether a source leaves, or left, with tabs that are to come back elsewhere. */
  boolean leaving(SourceState state) {
    return state.connections > 0 && (state.draining() || left(state.source.incarnation()));
  }
}
