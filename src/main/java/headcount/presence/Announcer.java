package headcount.presence;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What an entity says of its own accord: it asks the members, tells of an end, and publishes the
 * count, each when it is due. Not thread-safe.
 */
final class Announcer {
  private final CountParts parts;
  private final Recollection recollection;
  private final Listeners listeners;
  private long lastWall;
  private long lastPublish;
  private long lastAsk;

  Announcer(CountParts parts, Recollection recollection, long now, long wall) {
    this.parts = parts;
    this.recollection = recollection;
    this.listeners = new Listeners(parts.settings, parts.rules.contains(Rule.COUNT_REPEATS));
    this.lastWall = wall;
    publishAtOnce(now);
    askAtOnce(now);
  }

  Listeners listeners() {
    return listeners;
  }

  void askAtOnce(long now) {
    lastAsk = now - parts.settings.repeatNanos();
  }

  void publishAtOnce(long now) {
    lastPublish = now - parts.settings.entity().publishNanos();
  }

  /**
   * When something may be published that changed since it last was; {@code otherwise} if it was
   * long ago.
   */
  long nextPublish(long now, long otherwise) {
    long publish = parts.settings.entity().publishNanos();
    return now - lastPublish < publish ? Math.min(otherwise, lastPublish + publish) : otherwise;
  }

  /** Asks, tells and publishes what is due. */
  void settle(long now, long wall, EntityEffects out) {
    lastWall = wall;
    settle(now, out);
  }

  /** The same, while nobody said what the wall clock shows. */
  void settle(long now, EntityEffects out) {
    if (parts.epochs.over()) {
      return;
    }
    tellEnded(now, out);
    askMembers(now, out);
    if (now - lastPublish < parts.settings.entity().publishNanos()) {
      return;
    }
    restate(now);
    if (!parts.statement.published() && !mayPublish(now)) {
      return;
    }
    parts.statement.publish();
    if (parts.statement.toBeSent()) {
      lastPublish = now;
      listeners.changed();
    }
    for (UUID node : listeners.due(nodesWithTabs(), now)) {
      out.send(node, new ToRelay.Published(parts.statement.current(), parts.statement.broadcast()));
    }
  }

  void tellEnded(long now, EntityEffects out) {
    if (parts.endings.isEmpty()) {
      return;
    }
    boolean repeats = parts.rules.contains(Rule.END_REPEATS);
    long repeat = repeats ? parts.settings.repeatNanos() : Long.MAX_VALUE;
    for (UUID node : parts.endings.due(now, repeat)) {
      out.send(node, new ToRelay.Ended(parts.statement.epoch(), parts.endings.mark()));
    }
  }

  private void askMembers(long now, EntityEffects out) {
    if (now - lastAsk < parts.settings.repeatNanos()) {
      return;
    }
    for (UUID node : parts.answers.missing()) {
      lastAsk = now;
      out.send(node, new ToRelay.Ask(parts.statement.epoch()));
    }
  }

  void restate(long now) {
    boolean known = isKnown(now);
    boolean exact = known && parts.listed.isEmpty() && !anybodyLeaves();
    if (exact) {
      parts.floor.remove();
    } else if (known && parts.rules.contains(Rule.FLOOR_LOWERED)) {
      parts.floor.lower(parts.ledger.viewers(), parts.listed.connections());
    }
    parts.statement.restate(parts.ledger.viewers(), parts.floor, exact, lastWall);
  }

  /** After a pause nothing is exact before it was confirmed. */
  void doubt() {
    parts.statement.restate(parts.ledger.viewers(), parts.floor, false, lastWall);
  }

  /** Whether all have been heard, but for those who left and said how many they had. */
  private boolean isKnown(long now) {
    Certainty certainty = parts.certainty;
    return !certainty.unsettled()
        && certainty.storeSettled(now)
        && (parts.answers.missing().isEmpty() || !parts.rules.contains(Rule.MEMBERS_ANSWER))
        && parts.listed.marks().keySet().stream().allMatch(s -> certainty.left(s.incarnation()))
        && parts.endings.isEmpty()
        && parts.ledger.states().stream().allMatch(s -> certainty.known(s, now));
  }

  private boolean anybodyLeaves() {
    return parts.ledger.states().stream().anyMatch(parts.certainty::leaving);
  }

  /**
   * A new incarnation says nothing before it has a floor to stand on: what the store says may be
   * old, so those who can be heard are waited for a little longer, and so is what they hold.
   */
  private boolean mayPublish(long now) {
    long age = now - parts.certainty.startedAt();
    long report = parts.settings.entity().reportNanos();
    if (!parts.rules.contains(Rule.FLOOR)) {
      return true;
    }
    if (!recollection.answered() && age < 3 * report) {
      return false;
    }
    Set<UUID> missing = parts.answers.missing();
    if (missing.isEmpty() && parts.puller.idle()) {
      return true;
    }
    if (!parts.certainty.isLoaded()) {
      return age >= parts.settings.holdNanos();
    }
    long started = parts.certainty.startedAt();
    boolean silent = missing.stream().allMatch(n -> parts.certainty.silent(n, started, now));
    boolean pulling = !parts.puller.idle() && parts.floor.isKnown();
    return age >= (silent && !pulling ? report : 3 * report);
  }

  private Set<UUID> nodesWithTabs() {
    Set<UUID> nodes = new HashSet<>();
    for (SourceState state : parts.ledger.states()) {
      if (state.connections > 0 || !state.synced) {
        nodes.add(state.source.incarnation());
      }
    }
    return nodes;
  }
}
