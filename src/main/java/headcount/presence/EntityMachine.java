package headcount.presence;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stream's count, merged from the sources on all nodes.
 *
 * <p>Pure and single-threaded. {@code now} is monotonic nanos and never goes back, {@code wall} is
 * Unix ms and may. It must be ticked whenever {@link #nextDue} has come; a tick that comes late
 * tells it that its node paused. Once fenced it does nothing.
 */
public final class EntityMachine {
  private static final long BUSY_TICK_NANOS = 200_000_000L;

  private final CountParts parts;
  private final Recollection recollection;
  private final Announcer announcer;
  private final Reception reception;
  private final Sweep sweep;
  private final Drafting drafting;
  private final Closing closing;

  /** Begins to ask and to count; the store's answer comes by {@link #loaded}. */
  public EntityMachine(EntityHost host, CountSettings settings, long hashKey, long now, long wall) {
    this(host, settings, hashKey, now, wall, Rule.all());
  }

  EntityMachine(
      EntityHost host, CountSettings settings, long hashKey, long now, long wall, Set<Rule> rules) {
    this.parts = new CountParts(host, settings, hashKey, now, wall, rules);
    this.closing = new Closing(parts);
    this.recollection = new Recollection(parts, closing);
    this.announcer = new Announcer(parts, recollection, now, wall);
    this.reception = new Reception(parts, recollection, announcer);
    this.sweep = new Sweep(parts, recollection, announcer, now);
    this.drafting = new Drafting(parts);
  }

  /** What the store knew; null if it knew nothing. */
  public void loaded(@Nullable Loaded stored, long now, long wall, EntityEffects out) {
    if (!parts.epochs.over() && !parts.certainty.isLoaded()) {
      recollection.loaded(stored, now);
      announcer.settle(now, wall, out);
    }
  }

  /** The store cannot be reached; {@link #loaded} may still come. */
  public void loadFailed(long now, EntityEffects out) {
    recollection.failed();
    announcer.settle(now, out);
  }

  /** Who may hold tabs now. */
  public void members(Set<UUID> members, long now, EntityEffects out) {
    parts.answers.members(members);
    announcer.askAtOnce(now);
    announcer.settle(now, out);
  }

  /** A relay says something. */
  public void receive(ToEntity message, long now, long wall, EntityEffects out) {
    sweep.wake(now);
    if (!parts.epochs.over() && reception.take(message, now, out)) {
      announcer.settle(now, wall, out);
    }
  }

  /** Time has passed. */
  public void tick(long now, long wall, EntityEffects out) {
    sweep.wake(now);
    sweep.tick(now, out);
    if (!parts.epochs.over()) {
      announcer.settle(now, wall, out);
    }
  }

  /** When the next tick is due, monotonic nanos; at most a second away, perhaps in the past. */
  public long nextDue(long now) {
    boolean busy = !published() || headcount().quality() != Quality.EXACT || !parts.puller.idle();
    long tick = busy ? BUSY_TICK_NANOS : CountSettings.TICK_NANOS;
    return announcer.nextPublish(now, sweep.lastTick() + tick);
  }

  /** What is on; told to the relays with the counts. */
  public void broadcast(BroadcastRef ref, long now, EntityEffects out) {
    if (!ref.equals(parts.statement.broadcast())) {
      parts.book.retold();
    }
    parts.statement.broadcast(ref);
    announcer.settle(now, out);
  }

  /**
   * The broadcast is over: nobody watches, until tabs join anew. Safe to repeat; false if nothing
   * was on.
   */
  public boolean end(long now, long wall, EntityEffects out) {
    boolean ended = closing.end(now, wall, out);
    if (ended) {
      announcer.publishAtOnce(now);
      announcer.settle(now, wall, out);
    }
    return ended;
  }

  /**
   * Whether the last end would be carried on by the next incarnation, because it is stored, or was
   * obeyed everywhere. Until then whoever ordered it is to repeat {@link #end} at a next
   * incarnation.
   */
  public boolean endSafe() {
    return parts.endings.safe();
  }

  /** Has every relay asked and every source pulled anew; drops nothing. */
  public void recount(long now, EntityEffects out) {
    parts.answers.reset();
    announcer.askAtOnce(now);
    for (SourceState state : parts.ledger.copy()) {
      parts.puller.want(state, now, out);
    }
    announcer.settle(now, out);
  }

  /** The present count; before {@link #published}, what has been counted so far. */
  public Headcount headcount() {
    return parts.statement.current();
  }

  /** Whether a count was given out: before that, nothing may be shown. */
  public boolean published() {
    return parts.statement.published();
  }

  /**
   * What is to be stored; null if nothing changed since the last accepted draft, or one is on its
   * way. Must be answered by {@link #accepted}, {@link #needsFull}, {@link #writeFailed} or {@link
   * #storeFenced}.
   */
  public @Nullable Draft draft(long now) {
    if (!drafting.mayStore(now)) {
      return null;
    }
    announcer.restate(now);
    return drafting.stands() ? null : drafting.draw();
  }

  /**
   * A draft that changes nothing but the version, to show that this entity lives; null as above, or
   * while there is something to store.
   */
  public @Nullable Draft touch(long now) {
    return drafting.mayStore(now) && drafting.stands() ? drafting.draw() : null;
  }

  /** The draft of that version stands. */
  public void accepted(long epoch, long version) {
    drafting.accepted(epoch, version);
  }

  /** What the draft was based on does not stand: the next one is everything. */
  public void needsFull() {
    parts.book.unknown();
  }

  /** Nobody knows what became of the draft. */
  public void writeFailed() {
    parts.book.failed();
  }

  /** Something newer stands; with a higher epoch this incarnation is over. */
  public void storeFenced(long epoch, long version, long now, EntityEffects out) {
    drafting.fenced(epoch, version, out);
  }

  /** Joins that this incarnation has counted. */
  public long joins() {
    return parts.ledger.joins();
  }

  /** Leaves that this incarnation has counted. */
  public long leaves() {
    return parts.ledger.leaves();
  }

  /** Whether there is nothing to count, to hold, to answer or to store. */
  public boolean idle(long now) {
    return published()
        && headcount().quality() == Quality.EXACT
        && parts.ledger.viewers().connections() == 0
        && !announcer.listeners().watched(now)
        && !parts.book.inFlight()
        && drafting.stands();
  }

  /** The sources, for operators. */
  public List<SourceView> sources(long now) {
    return parts.ledger.states().stream()
        .map(state -> SourceView.of(state, parts.certainty, now))
        .toList();
  }

  ViewerSet counted() {
    return parts.ledger.viewers();
  }

  /** Members that have not answered this incarnation. */
  public int unanswered() {
    return parts.answers.missing().size();
  }

  /** Snapshots that are being pulled. */
  public int pulling() {
    return parts.puller.open();
  }

  /** Sources that are held by name only. */
  public int listed() {
    return parts.listed.size();
  }

  /** How many tabs those sources had when they were stored. */
  long listedTabs() {
    return parts.listed.connections();
  }

  /** A tab that is counted, by its session; null if it is not. */
  public @Nullable PlacedTab find(SessionId session) {
    return parts.ledger.find(session.value());
  }
}
