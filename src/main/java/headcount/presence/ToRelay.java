package headcount.presence;

import org.jspecify.annotations.Nullable;

/** What a stream's entity tells a relay. */
public sealed interface ToRelay {
  /** Of the entity incarnation that speaks; relays ignore lower ones than they have seen. */
  long epoch();

  /**
   * Everything up to {@code seq} is counted.
   *
   * @param headcount the present one; null while the entity has published none
   */
  record Ack(
      Source source,
      long epoch,
      long seq,
      @Nullable Headcount headcount,
      @Nullable BroadcastRef broadcast)
      implements ToRelay {}

  /**
   * Send me this chunk of what you hold.
   *
   * @param nonce the same on a retry
   * @param chunk from 0
   */
  record NeedSnapshot(Source source, long epoch, long nonce, int chunk) implements ToRelay {}

  /** Who are you, and what do you hold? Answered by a digest with {@code answers} = this epoch. */
  record Ask(long epoch) implements ToRelay {}

  /** The count, for everybody who watches. */
  record Published(Headcount headcount, @Nullable BroadcastRef broadcast) implements ToRelay {
    @Override
    public long epoch() {
      return headcount.epoch();
    }
  }

  /**
   * The broadcast was ended: the tabs on it are to be told, and are counted no longer. Repeated
   * until a digest says that it was obeyed.
   *
   * @param mark names this end; a relay that has seen it, or a higher one, keeps its tabs
   */
  record Ended(long epoch, long mark) implements ToRelay {}
}
