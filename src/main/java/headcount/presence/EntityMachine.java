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
@SuppressWarnings("DoNotCallSuggester")
public final class EntityMachine {
  /** Begins to ask and to count; the store's answer comes by {@link #loaded}. */
  public EntityMachine(EntityHost host, CountSettings settings, long hashKey, long now, long wall) {
    throw new UnsupportedOperationException("being built");
  }

  /** What the store knew; null if it knew nothing. */
  public void loaded(@Nullable Loaded stored, long now, long wall, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** The store cannot be reached; {@link #loaded} may still come. */
  public void loadFailed(long now, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** Who may hold tabs now. */
  public void members(Set<UUID> members, long now, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** A relay says something. */
  public void receive(ToEntity message, long now, long wall, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** Time has passed. */
  public void tick(long now, long wall, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** When the next tick is due, monotonic nanos; at most a second away, perhaps in the past. */
  public long nextDue(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** What is on; told to the relays with the counts. */
  public void broadcast(BroadcastRef ref, long now, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** The broadcast is over: nobody watches, until tabs join anew. Safe to repeat. */
  public void end(long now, long wall, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** Has every relay asked and every source pulled anew; drops nothing. */
  public void recount(long now, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** The present count; before {@link #published}, what has been counted so far. */
  public Headcount headcount() {
    throw new UnsupportedOperationException("being built");
  }

  /** Whether a count was given out: before that, nothing may be shown or stored. */
  public boolean published() {
    throw new UnsupportedOperationException("being built");
  }

  /**
   * What is to be stored; null if nothing changed since the last accepted draft, or one is on its
   * way. Must be answered by {@link #accepted}, {@link #needsFull}, {@link #writeFailed} or {@link
   * #storeFenced}.
   */
  public @Nullable Draft draft(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /**
   * A draft that changes nothing but the version, to show that this entity lives; null as above, or
   * while there is something to store.
   */
  public @Nullable Draft touch(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** The draft of that version stands. */
  public void accepted(long epoch, long version) {
    throw new UnsupportedOperationException("being built");
  }

  /** What the draft was based on does not stand: the next one is everything. */
  public void needsFull() {
    throw new UnsupportedOperationException("being built");
  }

  /** Nobody knows what became of the draft. */
  public void writeFailed() {
    throw new UnsupportedOperationException("being built");
  }

  /** Something newer stands; with a higher epoch this incarnation is over. */
  public void storeFenced(long epoch, long version, long now, EntityEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** Joins that this incarnation has counted. */
  public long joins() {
    throw new UnsupportedOperationException("being built");
  }

  /** Leaves that this incarnation has counted. */
  public long leaves() {
    throw new UnsupportedOperationException("being built");
  }

  /** Whether there is nothing to count, to hold, to answer or to store. */
  public boolean idle(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** The sources, for operators. */
  public List<SourceView> sources(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** Members that have not answered this incarnation. */
  public int unanswered() {
    throw new UnsupportedOperationException("being built");
  }

  /** Sources that are held by name only. */
  public int listed() {
    throw new UnsupportedOperationException("being built");
  }

  /** A tab that is counted, by its session; null if it is not. */
  public @Nullable PlacedTab find(SessionId session) {
    throw new UnsupportedOperationException("being built");
  }
}
