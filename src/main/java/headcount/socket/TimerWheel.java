package headcount.socket;

/**
 * A hashed timing wheel (Varghese and Lauck, 1987) whose entries are the timed things themselves.
 * Deadlines are kept to a tick, never early by more than the wheel is long: what lies further ahead
 * comes round sooner and schedules itself again. Confined to one thread; all steps O(1) but {@link
 * #advance}, which is linear in what is due.
 */
final class TimerWheel {
  private static final int SLOTS = 256;

  private final Ring[] slots = new Ring[SLOTS];
  private final long tickNanos;
  private long tick;

  TimerWheel(long tickNanos, long nowNanos) {
    this.tickNanos = tickNanos;
    this.tick = Math.floorDiv(nowNanos, tickNanos);
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Ring();
    }
  }

  /** Puts it on the wheel, or to another place there. */
  void schedule(Timed item, long dueNanos) {
    cancel(item);
    long ahead = Math.ceilDiv(dueNanos, tickNanos) - tick;
    long slot = tick + Math.clamp(ahead, 1, SLOTS - 1);
    slots[(int) Math.floorMod(slot, (long) SLOTS)].add(item);
  }

  /** Takes it off; harmless where it is not on the wheel. */
  void cancel(Timed item) {
    if (item.before != null && item.after != null) {
      item.before.after = item.after;
      item.after.before = item.before;
      item.before = null;
      item.after = null;
    }
  }

  /** Lets everything run whose slot has come. */
  void advance(long nowNanos) {
    long until = Math.floorDiv(nowNanos, tickNanos);
    for (int turns = 0; tick < until && turns < SLOTS; turns++) {
      tick++;
      Ring ring = slots[(int) Math.floorMod(tick, (long) SLOTS)];
      // what is scheduled meanwhile goes to later slots, so this ends
      while (ring.after != null && ring.after != ring) {
        Timed item = ring.after;
        cancel(item);
        item.due(nowNanos);
      }
    }
    tick = Math.max(tick, until);
  }

  /** The head of a slot's ring. */
  private static final class Ring extends Timed {
    Ring() {
      before = this;
      after = this;
    }

    void add(Timed item) {
      Timed last = before == null ? this : before;
      item.before = last;
      item.after = this;
      last.after = item;
      before = item;
    }

    @Override
    void due(long nowNanos) {
      throw new IllegalStateException("a ring's head is never due");
    }
  }
}
