package headcount.presence;

/**
 * The paces of the count protocol, the same on every node. All times are nanoseconds.
 *
 * @param relay what only the relays pace
 * @param entity what only the entities pace
 * @param silentNanos without an answer or a beat for so long, a count is no longer exact
 * @param holdNanos how long the viewers of a lost or leaving node are held
 * @param repeatNanos after which an unanswered question is asked again
 * @param pauseNanos a tick that is so much late was a pause: nothing expires because of it
 */
public record CountSettings(
    RelayPace relay,
    EntityPace entity,
    long silentNanos,
    long holdNanos,
    long repeatNanos,
    long pauseNanos) {
  /** The longest time between two ticks of a machine that does not pause. */
  static final long TICK_NANOS = 1_000_000_000L;

  /** Refuses paces that contradict each other. */
  public CountSettings {
    positive("silent", silentNanos);
    positive("repeat", repeatNanos);
    positive("pause", pauseNanos);
    if (holdNanos <= silentNanos) {
      throw new IllegalArgumentException(
          "hold must be longer than silent (" + silentNanos + " ns), was " + holdNanos + " ns");
    }
    if (repeatNanos >= silentNanos) {
      throw new IllegalArgumentException(
          "repeat must be shorter than silent ("
              + silentNanos
              + " ns), was "
              + repeatNanos
              + " ns");
    }
  }

  /**
   * How a relay speaks.
   *
   * @param deltaNanos between two deltas of one stream; the first after quiet goes at once
   * @param deltaOperations joins and leaves in one delta, at most
   * @param digestNanos from a change to the first digest; doubles while nothing changes
   * @param longestDigestNanos the longest time between two digests
   * @param staleNanos after so long without an answer the count is stale
   * @param chunkTabs tabs in one chunk of a snapshot
   */
  public record RelayPace(
      long deltaNanos,
      int deltaOperations,
      long digestNanos,
      long longestDigestNanos,
      long staleNanos,
      int chunkTabs) {
    /** Refuses what is not positive. */
    public RelayPace {
      positive("delta", deltaNanos);
      positive("delta operations", deltaOperations);
      positive("digest", digestNanos);
      positive("longest digest", longestDigestNanos);
      positive("stale", staleNanos);
      positive("chunk tabs", chunkTabs);
    }
  }

  /**
   * How an entity speaks.
   *
   * @param publishNanos between two published counts; the first after quiet goes at once
   * @param watchedNanos how long a page that asked without being counted is told the count
   * @param reportNanos how long a new incarnation waits for the members' reports before it
   *     publishes a floor
   * @param pulls snapshots pulled at once
   * @param heldDeltas deltas of one source kept while its snapshot is pulled
   * @param differenceTabs changes since the last checkpoint beyond which everything is stored
   */
  public record EntityPace(
      long publishNanos,
      long watchedNanos,
      long reportNanos,
      int pulls,
      int heldDeltas,
      int differenceTabs) {
    /** Refuses what is not positive. */
    public EntityPace {
      positive("publish", publishNanos);
      positive("watched", watchedNanos);
      positive("report", reportNanos);
      positive("pulls", pulls);
      positive("held deltas", heldDeltas);
      positive("difference tabs", differenceTabs);
    }
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
  }
}
