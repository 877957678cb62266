package headcount.store.redis;

import headcount.store.StoredSlot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A day's slots as text: {@code <second of the day>/<begin of the broadcast>} names one, and its
 * numbers follow with blanks between, the epoch first. A whole day has a line for each.
 */
final class SlotText {
  private static final int DECIMAL = 10;
  private static final int BASE = 36;
  private static final int USUAL_LINE = 64;

  private SlotText() {}

  /** Names a slot within its day. */
  static String name(StoredSlot slot, LocalDate day) {
    return name(new StringBuilder(), slot, begin(day)).toString();
  }

  /** Its numbers. */
  static String numbers(StoredSlot slot) {
    return numbers(new StringBuilder(), slot).toString();
  }

  private static StringBuilder name(StringBuilder out, StoredSlot slot, long begin) {
    var second = slot.atMillis() / 1000 - begin;
    return out.append(second).append('/').append(Long.toString(slot.startedMillis(), BASE));
  }

  private static StringBuilder numbers(StringBuilder out, StoredSlot s) {
    out.append(s.epoch()).append(' ').append(s.viewerSeconds()).append(' ').append(s.peak());
    out.append(' ').append(s.low()).append(' ').append(s.joins()).append(' ').append(s.leaves());
    out.append(' ').append(s.live()).append(' ').append(s.observed());
    return out.append(' ').append(s.recovering());
  }

  private static long begin(LocalDate day) {
    return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  /** A slot from its name and numbers. */
  static StoredSlot slot(String name, String numbers, LocalDate day) {
    return slot(new Numbers(name + ' ' + numbers, -1), begin(day));
  }

  /** A whole day; never empty. */
  static String day(List<StoredSlot> slots, LocalDate day) {
    var begin = begin(day);
    var out = new StringBuilder(USUAL_LINE * (1 + slots.size())).append("slots");
    for (var slot : slots) {
      numbers(name(out.append('\n'), slot, begin).append(' '), slot);
    }
    return out.toString();
  }

  /** What {@link #day} wrote. */
  static List<StoredSlot> read(String text, LocalDate day) {
    var begin = begin(day);
    var out = new ArrayList<StoredSlot>();
    for (var in = new Numbers(text, text.indexOf('\n')); in.more(); ) {
      out.add(slot(in, begin));
    }
    return out;
  }

  private static StoredSlot slot(Numbers in, long begin) {
    var at = (begin + in.next('/', DECIMAL)) * 1000;
    var started = in.next(' ', BASE);
    return new StoredSlot(
        started,
        at,
        in.next(' ', DECIMAL),
        in.next(' ', DECIMAL),
        in.next(' ', DECIMAL),
        in.next(' ', DECIMAL),
        in.next(' ', DECIMAL),
        in.next(' ', DECIMAL),
        in.next(' ', DECIMAL),
        in.next(' ', DECIMAL),
        in.next('\n', DECIMAL));
  }

  /** Goes from number to number: a month of a stream has twenty thousand. */
  private static final class Numbers {
    private final String text;
    private int mark;

    /**
     * Before the first number.
     *
     * @param mark where the mark before it stands; -1 where there is neither
     */
    Numbers(String text, int mark) {
      this.text = text;
      this.mark = mark;
    }

    boolean more() {
      return mark >= 0;
    }

    /** The number between the mark before and the next one, or the text's end. */
    long next(char until, int radix) {
      var from = mark + 1;
      mark = text.indexOf(until, from);
      return Long.parseLong(text, from, mark < 0 ? text.length() : mark, radix);
    }
  }
}
