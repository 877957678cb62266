package headcount.load;

import java.time.Duration;

/**
 * What a crowd is like that goes through faults.
 *
 * @param stream what all of them watch
 * @param sockets how many tabs there are, 1 to 19,000; of ten people one has two, on two nodes
 * @param perSecond how many sockets are opened a second
 * @param anonymous share of people without a token
 * @param returning share of those whose session is lost that come back, with jitter
 * @param owed how long a server must count whom it lost; the protocol promises 30 s
 * @param held how long it may
 * @param seed of all choices
 */
public record FaultPlan(
    String stream,
    int sockets,
    int perSecond,
    double anonymous,
    double returning,
    Duration owed,
    Duration held,
    long seed) {
  public FaultPlan {
    LoadProblem.unless(
        sockets >= 1 && sockets <= 19_000, "a crowd has 1 to 19000 sockets, was %s", sockets);
    LoadProblem.unless(perSecond >= 1, "at least one socket is opened a second");
    LoadProblem.unless(
        returning >= 0 && returning <= 1 && anonymous >= 0 && anonymous <= 1,
        "shares of a crowd are 0 to 1");
  }

  /** A crowd that all come back, a quarter without a token, held as the protocol says. */
  public static FaultPlan of(String stream, int sockets) {
    return new FaultPlan(
        stream, sockets, 400, 0.25, 1, Duration.ofSeconds(30), Duration.ofSeconds(35), 7);
  }

  /** The same crowd, of whom only that share comes back. */
  public FaultPlan returning(double share) {
    return new FaultPlan(stream, sockets, perSecond, anonymous, share, owed, held, seed);
  }
}
