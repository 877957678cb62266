package headcount.checkpoint;

/** What became of a checkpoint. */
public sealed interface CheckpointResult {
  /** It stands. */
  record Accepted() implements CheckpointResult {}

  /** Something newer stands: who wrote this counts no more. */
  record Fenced(long storedEpoch, long storedVersion) implements CheckpointResult {}

  /** What it was computed from does not stand: send everything. */
  record NeedsFull() implements CheckpointResult {}
}
