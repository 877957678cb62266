package headcount.store;

import headcount.checkpoint.AudienceRecord.HistoryStep;

/**
 * What the database holds of one broadcast in one stored step of history.
 *
 * @param startedMillis which broadcast, by its begin, Unix ms
 * @param atMillis the step's start, Unix ms
 * @param epoch of who told it; the highest stands
 * @param peak highest exact count; means nothing where no second was exact
 * @param low lowest exact count, likewise
 */
public record StoredSlot(
    long startedMillis,
    long atMillis,
    long epoch,
    long viewerSeconds,
    long peak,
    long low,
    long joins,
    long leaves,
    long live,
    long observed,
    long recovering) {

  /** As the database will have it once the record is committed. */
  public static StoredSlot of(HistoryStep step) {
    return new StoredSlot(
        step.broadcast().startedAtMillis(),
        step.atMillis(),
        step.epoch(),
        step.viewerSeconds(),
        step.peak(),
        step.low(),
        step.joins(),
        step.leaves(),
        step.liveSeconds(),
        step.observedSeconds(),
        step.recoveringSeconds());
  }

  /** Whether there was an instant at which the count was exact. */
  public boolean exact() {
    return observed > recovering;
  }
}
