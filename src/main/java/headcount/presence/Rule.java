package headcount.presence;

import java.util.EnumSet;
import java.util.Set;

/**
 * The rules of the count protocol that a test can switch off, to show that each is needed. Outside
 * of tests all of them hold.
 */
enum Rule {
  /** Digests are compared, and a difference is made good by a snapshot. */
  DIGEST_HEALS,
  /** A relay asks again every second while it has no answer. */
  QUESTION_REPEATS,
  /** A relay that lost sight of its entity's node, or paused, is not sure until it is answered. */
  LOST_SIGHT_ASKS,
  /**
   * What a relay hears right after its own pause may be of before it, and makes it sure of nothing.
   */
  NEWS_AFTER_PAUSE,
  /** A relay that was not answered for a while is not sure. */
  SILENCE_UNSURE,
  /** Deltas are applied in order, without gaps. */
  ORDER,
  /** Deltas that come while a snapshot is pulled are kept for after it. */
  DELTAS_HELD,
  /** A source is in step only when everything that it is known to have said is applied. */
  SAID_REMEMBERED,
  /** A snapshot counts only with the nonce that is out. */
  NONCE,
  /** What a digest calls pending is awaited before a later generation is confirmed. */
  PENDING_AWAITED,
  /** A later generation replaces the earlier ones once confirmed, and silences them. */
  GENERATION_REPLACES,
  /** An acknowledgement carries the count. */
  ACK_COUNTS,
  /** An unchanged count is repeated for a while. */
  COUNT_REPEATS,
  /** The viewers of a silent or leaving node are held. */
  HOLD,
  /** Every member is asked, later ones too, and a count is exact only after all have answered. */
  MEMBERS_ANSWER,
  /** A member that went without an answer is waited for as long as its viewers would be held. */
  LOST_MEMBERS_AWAITED,
  /** A source whose beats had a gap is confirmed anew. */
  GAP_CONFIRMED,
  /** After a pause of the entity every source of another node is confirmed anew. */
  PAUSE_CONFIRMED,
  /** What arrives right after a pause may be of before it, and confirms nothing. */
  MAILBOX_DRAINED,
  /** Stored sources of dead nodes are held by name. */
  LISTED_HELD,
  /** A new incarnation begins with the last count, stored or known to relays. */
  FLOOR,
  /** When all have been heard, the last count is no more than they and whoever is held can be. */
  FLOOR_LOWERED,
  /** Without the store a count is exact only after the hold. */
  STORELESS_WAIT,
  /** A new incarnation that meets a higher epoch before it published anything goes above it. */
  EPOCH_RAISED,
  /** No two incarnations speak under the same epoch. */
  EPOCH_OWN,
  /** Relays ignore lower epochs, entities that meet higher ones stop. */
  EPOCH_FENCES,
  /** Nothing is stored before what is stored was read. */
  STORED_AFTER_READ,
  /** A difference names what it is based on. */
  BASE_NAMED,
  /** An answer says that its node leaves. */
  LEAVING_ANSWERED,
  /** A tab that goes while its node leaves is counted until its next one is surely known. */
  MOVED_TABS_HELD,
  /** A node that said farewell is not waited for once it is silent or no member. */
  FAREWELL,
  /** A node says farewell only when the entity knows whom it held. */
  FAREWELL_KNOWN,
  /** Of a node that said farewell nobody is missing only if everything that it said is applied. */
  FAREWELL_WHOLE,
  /** A pause of the node that hears the beats makes nobody look older. */
  PAUSE_EXTENDS,
  /** A node that hears less than half of the others takes itself for cut off, and ages nobody. */
  CUT_OFF_HOLDS,
  /** The end of a broadcast is repeated until it was obeyed. */
  END_REPEATS,
  /** The end of a broadcast outlives the incarnation that was told of it. */
  END_STORED;

  private static final Set<Rule> ALL = Set.copyOf(EnumSet.allOf(Rule.class));

  /** What holds outside of tests. */
  static Set<Rule> all() {
    return ALL;
  }
}
