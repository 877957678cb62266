package headcount.stream;

import headcount.presence.Headcount;
import headcount.presence.StreamId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Compares what the sockets hold with what is counted and what is stored, over the whole cluster.
 * Thread-safe; stages fail with a TimeoutException when nobody answers.
 */
public interface Consistency {
  /** Looks at every stream that a socket, a count or the store knows. */
  CompletionStage<Findings> look();

  /**
   * Has every stream that differs counted and stored anew from the nodes' own connections.
   *
   * @return the streams that were, with what was found before
   */
  CompletionStage<Findings> repair();

  /**
   * Has one stream counted and stored anew from the nodes' own connections, and completes with the
   * count after that.
   */
  CompletionStage<Headcount> recount(StreamId stream);

  /**
   * One stream that was looked at.
   *
   * @param reported connections that the nodes' sockets hold
   * @param counted connections that its entity counts
   * @param stored connections that its checkpoint shows; 0 where there is none
   * @param setsOff by how much the stored sets are off the figures stored beside them
   */
  record Line(
      String stream,
      int reported,
      int counted,
      int stored,
      int viewers,
      int storedViewers,
      int setsOff) {
    /** Connections by which the count is off the sockets. */
    public int drift() {
      return Math.abs(reported - counted);
    }

    /** Whether all three agree. */
    public boolean agrees() {
      return reported == counted && counted == stored && viewers == storedViewers && setsOff == 0;
    }
  }

  /**
   * What was found.
   *
   * @param asOfMillis when, Unix ms
   * @param nodes that reported
   * @param silent addresses of members that did not
   * @param lines every stream, by id
   */
  record Findings(long asOfMillis, int nodes, List<String> silent, List<Line> lines) {}
}
