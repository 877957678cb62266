package headcount.store.aurora;

import headcount.audience.BusinessDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
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
  VIEWER_HISTORY(Unit.MONTH, true),
  USER_SESSIONS(Unit.DAY, true),
  DAILY_STATISTICS(Unit.MONTH, false),
  AUDIENCE_SKETCHES(Unit.MONTH, false);

  private static final DateTimeFormatter BORDER =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private enum Unit {
    DAY("'p'yyyyMMdd", Period.ofDays(1), Period.ofDays(3)),
    MONTH("'p'yyyyMM", Period.ofMonths(1), Period.ofMonths(2));

    private final DateTimeFormatter name;
    private final Period length;
    private final Period ahead;

    Unit(String name, Period length, Period ahead) {
      this.name = DateTimeFormatter.ofPattern(name);
      this.length = length;
      this.ahead = ahead;
    }

    LocalDate startOf(LocalDate day) {
      return this == MONTH ? day.withDayOfMonth(1) : day;
    }
  }

  private final Unit unit;
  private final boolean byInstant;

  PartitionedTable(Unit unit, boolean byInstant) {
    this.unit = unit;
    this.byInstant = byInstant;
  }

  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A partition that holds everything below {@code border} that no earlier one holds. */
  record Partition(String name, String border) {}

  /**
   * What is missing up to some time ahead of {@code now}, after the newest that stands and without
   * a gap, but for what would be dropped at once.
   */
  List<Partition> missing(@Nullable Partition newest, Instant now, Period kept) {
    var today = BusinessDay.of(now).date();
    var earliest = unit.startOf(today.minus(kept));
    var start = newest == null ? unit.startOf(today) : unit.startOf(firstAfter(newest.border()));
    if (start.isBefore(earliest)) {
      start = earliest;
    }
    var last = unit.startOf(today).plus(unit.ahead);
    var out = new ArrayList<Partition>();
    for (; !start.isAfter(last); start = start.plus(unit.length)) {
      out.add(new Partition(unit.name.format(start), literal(start.plus(unit.length))));
    }
    return out;
  }

  /** What is missing from that moment on before the oldest that stands. */
  List<Partition> missingBefore(Partition oldest, Instant moment) {
    var standing = unit.startOf(firstAfter(oldest.border()).minusDays(1));
    var out = new ArrayList<Partition>();
    var start = unit.startOf(BusinessDay.of(moment).date());
    for (; start.isBefore(standing); start = start.plus(unit.length)) {
      out.add(new Partition(unit.name.format(start), literal(start.plus(unit.length))));
    }
    return out;
  }

  /** Where the partition of that moment ends, as long as it is kept apart from later ones. */
  Instant endAt(Instant moment) {
    return new BusinessDay(unit.startOf(BusinessDay.of(moment).date()).plus(unit.length)).start();
  }

  /** What the partition of that moment is called. */
  String nameAt(Instant moment) {
    return unit.name.format(unit.startOf(BusinessDay.of(moment).date()));
  }

  /** The border below which rows are no longer kept, as a literal that borders compare with. */
  String expiry(Instant now, Period kept) {
    return literal(BusinessDay.of(now).date().minus(kept));
  }

  private LocalDate firstAfter(String border) {
    return byInstant
        ? BusinessDay.of(LocalDateTime.parse(border, BORDER).toInstant(ZoneOffset.UTC)).date()
        : LocalDate.parse(border);
  }

  private String literal(LocalDate businessDay) {
    return byInstant
        ? BORDER.format(
            LocalDateTime.ofInstant(new BusinessDay(businessDay).start(), ZoneOffset.UTC))
        : businessDay.toString();
  }
}
