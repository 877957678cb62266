package headcount.presence;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which nodes have said what they hold since this incarnation began. Not thread-safe.
 *
 * <p>A member that went without an answer, be it before this incarnation began, is waited for as
 * long as its viewers would be held: the store may not know of them. Not so one that said farewell:
 * nothing is to come from it once it is silent, or no member any more.
 */
final class MemberAnswers {
  private final UUID self;
  private final Set<Rule> rules;
  private final Set<UUID> answered = new HashSet<>();
  private final Set<UUID> former = new HashSet<>();
  private final Set<UUID> released = new HashSet<>();
  private Set<UUID> members;

  MemberAnswers(EntityHost host, Set<Rule> rules) {
    this.self = host.incarnation();
    this.rules = rules;
    this.members = host.members();
    former.addAll(host.beats().heard());
    former.removeAll(members);
  }

  Set<UUID> members() {
    return members;
  }

  void members(Set<UUID> now) {
    former.addAll(members);
    members = Set.copyOf(now);
    former.removeAll(members);
  }

  void answered(UUID incarnation) {
    answered.add(incarnation);
  }

  boolean hasAnswered(UUID incarnation) {
    return answered.contains(incarnation);
  }

  /** What these nodes said may no longer be so: they are asked anew. */
  void doubt(Predicate<UUID> doubted) {
    answered.removeIf(doubted);
  }

  /** Nobody has answered: all are asked anew. */
  void reset() {
    answered.clear();
  }

  /** Lets go of former members that have been silent for too long. */
  void sweep(Predicate<UUID> expired) {
    former.removeIf(expired);
  }

  /** Does not wait any more for those of whom nothing is to come. */
  void release(Predicate<UUID> over) {
    release(members, over);
    release(former, over);
  }

  private void release(Set<UUID> some, Predicate<UUID> over) {
    for (UUID node : some) {
      if (over.test(node)) {
        released.add(node);
      }
    }
  }

  /** Whose answer is missing. */
  Set<UUID> missing() {
    Set<UUID> missing = new HashSet<>();
    addMissing(members, missing);
    if (rules.contains(Rule.LOST_MEMBERS_AWAITED)) {
      addMissing(former, missing);
    }
    return missing;
  }

  private void addMissing(Set<UUID> some, Set<UUID> missing) {
    for (UUID node : some) {
      if (!answered.contains(node) && !released.contains(node)) {
        missing.add(node);
      }
    }
  }

  boolean isSelf(UUID incarnation) {
    return self.equals(incarnation);
  }
}
