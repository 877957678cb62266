package headcount.presence;

import java.util.Collection;
import java.util.UUID;

/** Where an {@link EntityMachine} says what is to be done; called on the machine's own thread. */
public interface EntityEffects {
  /** This is to go to the relay of that node for this stream; it may be lost. */
  void send(UUID incarnation, ToRelay message);

  /**
   * A source was given up: called once for each. The records of these tabs are to be closed with
   * the last beat as their end.
   *
   * @param tabs what it held; empty where only its name was known, from the store
   * @param lastBeatAgoNanos since its node was last heard
   * @param drained whether it had said that it leaves
   */
  void lost(Source source, Collection<Tab> tabs, long lastBeatAgoNanos, boolean drained);

  /** A newer incarnation is at work: this one must stop, and be started anew on demand. */
  void fenced();
}
