package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.Rankings.CursorExpired;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list of days.
 *
 * @param list which list: its day, kind and order, or its scope
 * @param generation when the day was summed, Unix ms; a page of another is not the next one
 * @param rank of the last one that was shown
 * @param value by which it was ordered
 * @param key its number
 */
record DayCursor(String list, long generation, int rank, BigDecimal value, long key) {
  private static final Pattern VALUE = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,8})?");
  private static final BigDecimal ABOVE_ALL = new BigDecimal("1000000000000000000");

  /** Before the first. */
  static DayCursor start(String list, long generation) {
    return new DayCursor(list, generation, 0, ABOVE_ALL, 0);
  }

  /** Reads what {@link #text} wrote; throws {@link CursorExpired} where it is of something else. */
  static DayCursor of(@Nullable String text, String list, long generation) {
    if (text == null) {
      return start(list, generation);
    }
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1);
      if (parts.length == 5 && VALUE.matcher(parts[3]).matches()) {
        var cursor =
            new DayCursor(
                parts[0],
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                new BigDecimal(parts[3]),
                Long.parseLong(parts[4]));
        if (cursor.list.equals(list) && cursor.generation == generation) {
          return cursor;
        }
      }
    } catch (IllegalArgumentException garbage) {
      throw expired(garbage);
    }
    throw new CursorExpired();
  }

  /** The day that a list's cursor begins with; null where it is none. */
  static @Nullable BusinessDay day(String text) {
    try {
      var list = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return new BusinessDay(LocalDate.parse(list.substring(0, Math.min(10, list.length()))));
    } catch (IllegalArgumentException | DateTimeException garbage) {
      return null;
    }
  }

  private static CursorExpired expired(Exception cause) {
    var expired = new CursorExpired();
    expired.initCause(cause);
    return expired;
  }

  /** As clients carry it. */
  String text() {
    var plain =
        String.join(
            "|", list, "" + generation, "" + rank, value.toPlainString(), String.valueOf(key));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
