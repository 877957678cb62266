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
    var slash = name.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no slot is called " + name);
    }
    var at = (begin(day) + Long.parseLong(name, 0, slash, 10)) * 1000;
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
    var started = Long.parseLong(name.substring(slash + 1), BASE);
    return new StoredSlot(started, at, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
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
