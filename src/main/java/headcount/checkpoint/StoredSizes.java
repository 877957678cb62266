package headcount.checkpoint;

/**
 * What the store holds of a stream at one moment: the figures that its last checkpoint says, and
 * the sizes of the sets that belong to them. They differ only while a checkpoint of several parts
 * is on its way, or where somebody changed the store by hand.
 *
 * @param viewers as the checkpoint says
 * @param connections as the checkpoint says
 * @param users viewer ids in the stored set
 * @param tabs sessions in the stored hash
 */
public record StoredSizes(int viewers, int connections, int users, int tabs) {
  /** Nothing is stored. */
  public static final StoredSizes NONE = new StoredSizes(0, 0, 0, 0);

  /** By how much the sets are off the figures beside them, the larger of both. */
  public int setsOff() {
    return Math.max(Math.abs(users - viewers), Math.abs(tabs - connections));
  }
}
