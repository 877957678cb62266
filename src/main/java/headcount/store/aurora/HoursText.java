package headcount.store.aurora;

import headcount.audience.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a business day as the database keeps them, two JSON arrays of numbers: viewer
 * seconds, one an hour, and the others, four an hour: live, observed and average seconds, and the
 * peak, -1 where nothing was observed.
 */
final class HoursText {
  private static final int OTHERS = 4;
  private static final int DECIMALS = 3;

  private HoursText() {}

  /** Null of no hours. */
  static @Nullable String viewerSeconds(List<Figures> hours) {
    return text(hours, each -> String.valueOf(each.viewerSeconds()));
  }

  /** Null of no hours. */
  static @Nullable String others(List<Figures> hours) {
    return text(hours, HoursText::others);
  }

  /** What was written, with blanks where the database puts them. */
  static List<Figures> read(String viewerSeconds, String others) {
    var sums = words(viewerSeconds);
    var more = words(others);
    var out = new ArrayList<Figures>(sums.length);
    for (int i = 0; i < sums.length; i++) {
      var peak = Long.parseLong(more[OTHERS * i + 3]);
      out.add(
          new Figures(
              Long.parseLong(sums[i]),
              Long.parseLong(more[OTHERS * i]),
              Long.parseLong(more[OTHERS * i + 1]),
              Double.parseDouble(more[OTHERS * i + 2]),
              peak < 0 ? null : (Long) peak));
    }
    return out;
  }

  private static String others(Figures hour) {
    var average =
        BigDecimal.valueOf(hour.averageSeconds())
            .setScale(DECIMALS, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    var peak = hour.peak();
    return String.join(
        ",",
        String.valueOf(hour.liveSeconds()),
        String.valueOf(hour.observedSeconds()),
        average,
        peak == null ? "-1" : String.valueOf(peak));
  }

  private static @Nullable String text(List<Figures> hours, Function<Figures, String> each) {
    return hours.isEmpty()
        ? null
        : hours.stream().map(each).collect(Collectors.joining(",", "[", "]"));
  }

  private static String[] words(String array) {
    return array.substring(1, array.length() - 1).split(", ?", -1);
  }
}
