package headcount.http;

/** Whether this node should be sent traffic. Thread-safe; does not block. */
@FunctionalInterface
public interface Readiness {
  /** How the node stands now. */
  State now();

  /**
   * A node's readiness.
   *
   * @param ready whether load balancers should send traffic here
   * @param why what is missing, in a sentence; empty where it is ready
   */
  record State(boolean ready, String why) {
    /** It can take traffic. */
    public static final State READY = new State(true, "");

    /** It cannot, for this reason. */
    public static State notReady(String why) {
      return new State(false, why);
    }
  }
}
