package headcount.store.aurora;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table that is cut by time: by the month or by the business day, on midnights of Seoul.
 *
 * <p>The partition of a month or day is named after it ({@code p202611}, {@code p20261121}) and
 * ends where the next one begins.
 */
enum PartitionedTable {
  VIEWER_HISTORY(Unit.MONTH, true, Period.ofMonths(13)),
  USER_SESSIONS(Unit.DAY, true, Period.ofDays(7)),
  DAILY_STATISTICS(Unit.MONTH, false, Period.ofMonths(25)),
  AUDIENCE_SKETCHES(Unit.MONTH, false, Period.ofDays(35));

  /** Business days are those of Seoul, which knows no summer time. */
  static final ZoneOffset BUSINESS = ZoneOffset.ofHours(9);

  private static final int MONTHS_AHEAD = 2;
  private static final int DAYS_AHEAD = 3;
  private static final DateTimeFormatter MONTH_NAME = DateTimeFormatter.ofPattern("'p'yyyyMM");
  private static final DateTimeFormatter DAY_NAME = DateTimeFormatter.ofPattern("'p'yyyyMMdd");
  private static final DateTimeFormatter BORDER =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private enum Unit {
    DAY,
    MONTH
  }

  private final Unit unit;
  private final boolean byInstant;
  private final Period kept;

  PartitionedTable(Unit unit, boolean byInstant, Period kept) {
    this.unit = unit;
    this.byInstant = byInstant;
    this.kept = kept;
  }

  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How long rows are kept unless a setting says otherwise. */
  Period kept() {
    return kept;
  }

  /** A partition that holds everything below {@code border} that no earlier one holds. */
  record Partition(String name, String border) {}

  /** What is missing up to some time ahead of {@code now}, after the newest that stands. */
  List<Partition> missing(@Nullable String newestName, Instant now) {
    var today = LocalDate.ofInstant(now, BUSINESS);
    var out = new ArrayList<Partition>();
    if (unit == Unit.DAY) {
      for (var day = today; !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
        add(out, newestName, DAY_NAME.format(day), day.plusDays(1));
      }
    } else {
      var month = YearMonth.from(today);
      for (int i = 0; i <= MONTHS_AHEAD; i++) {
        var each = month.plusMonths(i);
        add(out, newestName, MONTH_NAME.format(each), each.plusMonths(1).atDay(1));
      }
    }
    return out;
  }

  /** The border below which rows are no longer kept, as a literal that borders compare with. */
  String expiry(Instant now, Period keptFor) {
    return literal(LocalDate.ofInstant(now, BUSINESS).minus(keptFor));
  }

  private void add(
      List<Partition> out, @Nullable String newestName, String name, LocalDate firstAfter) {
    if (newestName == null || name.compareTo(newestName) > 0) {
      out.add(new Partition(name, literal(firstAfter)));
    }
  }

  private String literal(LocalDate businessDay) {
    return byInstant
        ? BORDER.format(businessDay.atStartOfDay(BUSINESS).withZoneSameInstant(ZoneOffset.UTC))
        : businessDay.toString();
  }
}
