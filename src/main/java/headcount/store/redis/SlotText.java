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
  private static final int NUMBERS = 9;

  private SlotText() {}

  /** Names a slot within its day. */
  static String name(StoredSlot slot, LocalDate day) {
    var second = slot.atMillis() / 1000 - day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    return second + "/" + Long.toString(slot.startedMillis(), 36);
  }

  /** Its numbers. */
  static String numbers(StoredSlot s) {
    return s.epoch()
        + (" " + s.viewerSeconds() + " " + s.peak() + " " + s.low() + " " + s.joins())
        + (" " + s.leaves() + " " + s.live() + " " + s.observed() + " " + s.recovering());
  }

  /** A slot from its name and numbers. */
  static StoredSlot slot(String name, String numbers, LocalDate day) {
    var slash = name.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no slot is called " + name);
    }
    var second = day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    var at = (second + Long.parseLong(name, 0, slash, 10)) * 1000;
    var n = new long[NUMBERS];
    var from = 0;
    for (int i = 0; i < NUMBERS; i++) {
      var to = i == NUMBERS - 1 ? numbers.length() : numbers.indexOf(' ', from);
      if (to < 0) {
        throw new IllegalArgumentException("a slot has 9 numbers, was " + numbers);
      }
      n[i] = Long.parseLong(numbers, from, to, 10);
      from = to + 1;
    }
    var started = Long.parseLong(name.substring(slash + 1), 36);
    return new StoredSlot(started, at, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
  }

  /** A whole day; never empty. */
  static String day(List<StoredSlot> slots, LocalDate day) {
    var out = new StringBuilder("slots");
    for (var slot : slots) {
      out.append('\n').append(name(slot, day)).append(' ').append(numbers(slot));
    }
    return out.toString();
  }

  /** What {@link #day} wrote. */
  static List<StoredSlot> read(String text, LocalDate day) {
    var out = new ArrayList<StoredSlot>();
    for (var at = text.indexOf('\n'); at >= 0; ) {
      var next = text.indexOf('\n', at + 1);
      var line = text.substring(at + 1, next < 0 ? text.length() : next);
      var blank = line.indexOf(' ');
      out.add(slot(line.substring(0, blank), line.substring(blank + 1), day));
      at = next;
    }
    return out;
  }
}
