package headcount.presence;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One stream on one relay worker: the truth about this node's tabs, told to the stream's entity.
 *
 * <p>Pure and single-threaded. {@code now} is monotonic nanos and never goes back. It must be
 * ticked whenever {@link #nextDue} has come; a tick that comes late tells it that its node paused.
 *
 * <p>A machine of a generation above 0 says nothing for sure before it was given all tabs by {@link
 * #audit}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RelayMachine {
  /**
   * Begins with no tabs.
   *
   * @param source whose truth this is
   * @param hashKey the same on every node
   * @param resumed {@link #mark} of this stream when this worker forgot it; all zero if it never
   *     knew it
   */
  public RelayMachine(
      Source source, CountSettings settings, long hashKey, SourceMark resumed, long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** The tab watches; true if that is news. The first joined-at of a session stays. */
  public boolean join(Tab tab, long now, RelayEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** The session watches no longer; returns its tab, or null if it was not here. */
  public @Nullable Tab leave(SessionId session, long now, RelayEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** Whether somebody here wants the count without being counted. */
  public void watch(boolean watching, long now, RelayEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** The entity says something. */
  public void receive(ToRelay message, long now, RelayEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /**
   * Time has passed.
   *
   * @param hostBeatAge nanos since the last beat of the node whose entity spoke last; 0 if that is
   *     this node, or nobody spoke yet
   */
  public void tick(long now, long hostBeatAge, RelayEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** When the next tick is due, monotonic nanos; at most a second away, perhaps in the past. */
  public long nextDue(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** This node leaves: from now on tabs that go are held by the entity. Not undone. */
  public void draining(long now, RelayEffects out) {
    throw new UnsupportedOperationException("being built");
  }

  /** The last known count with a truthful quality; null while none is known. */
  public @Nullable Headcount served(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** What is on, as far as the entity said; null while it has not. */
  public @Nullable BroadcastRef broadcast() {
    throw new UnsupportedOperationException("being built");
  }

  /** Whether it holds nothing, owes nothing and nobody watches: {@link #mark} is all to keep. */
  public boolean forgettable(long now) {
    throw new UnsupportedOperationException("being built");
  }

  /** Where to go on from when the stream comes back. */
  public SourceMark mark() {
    throw new UnsupportedOperationException("being built");
  }

  /** Tabs here. */
  public int connections() {
    throw new UnsupportedOperationException("being built");
  }

  /** A copy of the tabs here. */
  public Collection<Tab> tabs() {
    throw new UnsupportedOperationException("being built");
  }

  /**
   * Compares with the sockets' truth. A difference is made good when two audits in a row show it,
   * because the truth is gathered while tabs come and go; the first audit of a later generation is
   * taken as it is.
   */
  public void audit(Collection<Tab> truth, long now, RelayEffects out) {
    throw new UnsupportedOperationException("being built");
  }
}
