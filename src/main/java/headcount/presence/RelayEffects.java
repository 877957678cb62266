package headcount.presence;

/** Where a {@link RelayMachine} says what is to be done; called on the machine's own thread. */
public interface RelayEffects {
  /** This is to go to the stream's entity; it may be lost. */
  void send(ToEntity message);

  /** What this node serves has changed, in its figures or its quality; not paced yet. */
  void served(Headcount headcount);

  /** The broadcast was ended: the tabs on it are to be told; the machine holds them no longer. */
  void ended();
}
