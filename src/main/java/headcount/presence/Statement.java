package headcount.presence;

import org.jspecify.annotations.Nullable;

/** The count as an entity states it: epoch, version, figures, quality. Not thread-safe. */
final class Statement {
  private Headcount current;
  private @Nullable Headcount sent;
  private @Nullable BroadcastRef broadcast;
  private boolean broadcastSent = true;
  private boolean published;

  Statement(long epoch, long wall) {
    this.current = new Headcount(epoch, 1, 0, 0, 0, wall, Quality.RECOVERING);
  }

  long epoch() {
    return current.epoch();
  }

  Headcount current() {
    return current;
  }

  boolean published() {
    return published;
  }

  void publish() {
    published = true;
  }

  @Nullable BroadcastRef broadcast() {
    return broadcast;
  }

  void broadcast(BroadcastRef ref) {
    broadcastSent &= ref.equals(broadcast);
    broadcast = ref;
  }

  /** Goes on under a higher epoch. */
  void raise(long epoch) {
    current =
        new Headcount(
            epoch,
            1,
            current.viewers(),
            current.connections(),
            current.anonymous(),
            current.asOfMillis(),
            current.quality());
  }

  /** Goes on above that version. */
  void above(long version) {
    if (current.version() <= version) {
      current = with(version + 1, current.asOfMillis());
    }
  }

  /** States what was counted; the version rises if a viewer would see a difference. */
  void restate(ViewerSet counted, Floor floor, boolean exact, long wall) {
    Headcount next =
        new Headcount(
            current.epoch(),
            current.version() + 1,
            floor.viewers(counted),
            floor.connections(counted),
            floor.anonymous(counted),
            wall,
            exact ? Quality.EXACT : Quality.RECOVERING);
    if (!next.sameFigures(current)) {
      current = next;
    } else if (exact) {
      current = with(current.version(), wall);
    }
  }

  /** Whether the relays were told something else, or nothing; from now on they are told this. */
  boolean toBeSent() {
    Headcount last = sent;
    boolean news =
        last == null
            || last.epoch() != current.epoch()
            || !last.sameFigures(current)
            || !broadcastSent;
    sent = current;
    broadcastSent = true;
    return news;
  }

  private Headcount with(long version, long asOf) {
    return new Headcount(
        current.epoch(),
        version,
        current.viewers(),
        current.connections(),
        current.anonymous(),
        asOf,
        current.quality());
  }
}
