package headcount.presence;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The count as a relay was told it, from whichever incarnation of the entity is the newest, and as
 * it may serve it. Not thread-safe.
 */
final class HeardCount {
  private final Set<Rule> rules;
  private final Assurance assurance;
  private long epoch;

  /** Whether the last known count is from before this relay cared: too old to be served. */
  private boolean outdated;

  /** Whether the last known count is from before an end. */
  private boolean ended;

  private @Nullable Headcount head;
  private @Nullable Headcount lastServed;
  private @Nullable BroadcastRef broadcast;

  HeardCount(Set<Rule> rules, Assurance assurance) {
    this.rules = rules;
    this.assurance = assurance;
  }

  /** The highest epoch that was heard of. */
  long epoch() {
    return epoch;
  }

  /** What may be told to an entity that does not know: nothing from before an end. */
  @Nullable Headcount newest() {
    return ended ? null : head;
  }

  /** The broadcast was ended: what is known is of the one that is over. */
  void ended() {
    ended = true;
  }

  @Nullable BroadcastRef broadcast() {
    return broadcast;
  }

  void outdate() {
    outdated = true;
  }

  /** Whether an entity of that epoch may speak. */
  boolean current(long spoken) {
    if (spoken < epoch && rules.contains(Rule.EPOCH_FENCES)) {
      return false;
    }
    epoch = Math.max(epoch, spoken);
    return true;
  }

  void told(Headcount count, @Nullable BroadcastRef on, long now) {
    if (!current(count.epoch()) || (head != null && head.newerThan(count))) {
      return;
    }
    head = count;
    broadcast = on == null ? broadcast : on;
    outdated = false;
    ended = false;
    assurance.told(now);
  }

  @Nullable Headcount served(long now) {
    Headcount known = head;
    if (known == null || outdated) {
      return null;
    }
    Quality told = known.epoch() < epoch ? Quality.RECOVERING : known.quality();
    return known.as(assurance.quality(told, now));
  }

  /** Says what is served, if that is not what was said last. */
  void serve(long now, RelayEffects out) {
    Headcount count = served(now);
    if (count != null && (lastServed == null || !count.sameFigures(lastServed))) {
      lastServed = count;
      out.served(count);
    }
  }
}
