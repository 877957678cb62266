package headcount.socket;

import headcount.presence.Headcount;
import headcount.presence.StreamId;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All tabs on one stream that one event loop holds, and the newest count that they are to see. A
 * push goes round in slices; a newer one takes over where the former was, and everybody is still
 * reached: each member knows the push that it saw last. A member whose socket is full is passed
 * over and offered the newest when its socket drains. Confined to its event loop.
 */
final class Room {
  private static final int AHEAD = 16;

  final StreamId stream;

  private Joined[] members = new Joined[2];
  private int size;
  private int cursor;
  private int remaining;
  private int push;
  private int written;

  @SuppressWarnings("UnusedVariable") // kept so that the compiler does not leave the looking out
  private long glanced;

  private @Nullable Headcount latest;
  private @Nullable ByteBuf frame;
  private long pushedAt;
  private @Nullable Held held;

  /** A count that waits for its turn, with its frame. */
  static final class Held {
    final Headcount count;
    final byte[] frame;

    Held(Headcount count, byte[] frame) {
      this.count = count;
      this.frame = frame;
    }
  }

  Room(StreamId stream) {
    this.stream = stream;
  }

  int size() {
    return size;
  }

  Joined member(int place) {
    return members[place];
  }

  void add(Joined joined) {
    if (size == members.length) {
      members = Arrays.copyOf(members, size + (size >> 1) + 1);
    }
    joined.room = this;
    joined.place = size;
    joined.shown = push;
    members[size++] = joined;
    if (remaining > 0) {
      // it sits on the way to those who have not been reached yet
      remaining++;
    }
  }

  /** Takes it out; the last member gets its place, and what it has not seen yet. */
  @SuppressWarnings("NullAway") // free places hold nothing
  void remove(Joined joined) {
    Joined last = members[--size];
    members[joined.place] = last;
    last.place = joined.place;
    members[size] = null;
    joined.room = null;
    if (last != joined && remaining > 0) {
      offer(last);
    }
  }

  /** The count that a tab would be shown now, null if none was served since the room began. */
  @Nullable Headcount latest() {
    return latest;
  }

  /** Remembers a count that came with an answer, if nothing newer was pushed. */
  Headcount learnt(Headcount count) {
    if (latest == null || count.newerThan(latest)) {
      latest = count;
    }
    return latest;
  }

  /** Tells that the tab was told {@code joined}, with {@link #latest}. */
  void told(Joined joined) {
    joined.told = true;
    joined.shown = push;
  }

  /**
   * Whether a count may be pushed now; otherwise it is kept, in place of one that was, until {@link
   * #release}.
   *
   * @return 0: push it; -1: kept, and somebody will come for it; else kept: come in so many nanos
   */
  long delay(Headcount count, byte[] encoded, long now, long spacing) {
    long wait = push == 0 ? 0 : pushedAt + spacing - now;
    if (wait <= 0 && held == null) {
      pushedAt = now;
      return 0;
    }
    boolean first = held == null;
    held = new Held(count, encoded);
    return first ? wait : -1;
  }

  /** The count that was kept, to be pushed now. */
  @Nullable Held release(long now) {
    Held due = held;
    held = null;
    pushedAt = now;
    return due;
  }

  /**
   * Begins to show everybody a count; {@link #goRound} does it.
   *
   * @param shared the encoded frame; the room keeps and releases it
   * @return whether no going round was under way
   */
  boolean begin(Headcount count, ByteBuf shared) {
    dispose();
    latest = count;
    frame = shared;
    push++;
    boolean idle = remaining == 0;
    remaining = size;
    return idle && size > 0;
  }

  /** Shows the newest count to the next members; true if some are left. */
  boolean goRound(int most) {
    for (int i = 0; i < most && remaining > 0; i++, remaining--) {
      if (cursor >= size) {
        cursor = 0;
      }
      if (i % AHEAD == 0) {
        lookAhead();
      }
      if (cursor < size) {
        offer(members[cursor++]);
      }
    }
    return remaining > 0;
  }

  /**
   * Looks at those who are next, one right after the other: what the processor has to fetch from
   * memory for each of them it fetches for several at a time.
   */
  private void lookAhead() {
    long all = 0;
    for (int i = cursor; i < Math.min(size, cursor + AHEAD); i++) {
      all += members[i].wire.glance();
    }
    glanced = all;
  }

  /** Shows the newest count to this member, unless it saw it or cannot take it now. */
  void offer(Joined joined) {
    int before = joined.shown;
    if (frame != null && joined.told && before != push) {
      // first of all: a socket that drains by this comes here again
      joined.shown = push;
      if (joined.wire.show(frame)) {
        written++;
      } else {
        joined.shown = before;
      }
    }
  }

  /** Frames written so far; runs over, so that only differences say something. */
  int written() {
    return written;
  }

  /** Releases the frame. */
  void dispose() {
    if (frame != null) {
      frame.release();
      frame = null;
    }
  }
}
