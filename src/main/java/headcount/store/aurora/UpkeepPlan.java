package headcount.store.aurora;

import headcount.store.aurora.PartitionedTable.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of the past need, from what stands and the time: pure, and the same answer for
 * the same question. What it asks for is harmless to do twice.
 */
final class UpkeepPlan {
  /** The last partition, which takes what nobody made room for and must stay empty. */
  static final String LAST = "pmax";

  /** Rows that one statement deletes at most; it is repeated while it deletes as many. */
  static final int DELETED_AT_ONCE = 10_000;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String WHOLE_TABLES =
      "ANALYZE TABLE users, broadcasters, categories, streams, current_viewers, audience_slots";

  /** What kind of step it is. */
  enum Kind {
    /** Makes partitions ahead. */
    MAKE,
    /** Drops a partition whose rows are no longer kept. */
    DROP,
    /** Deletes rows that are no longer kept of a table without partitions. */
    DELETE,
    /** Has the optimizer's statistics taken anew. */
    ANALYZE
  }

  /**
   * One statement.
   *
   * @param changes how many partitions it makes or drops; 0 for other kinds
   */
  record Step(Kind kind, String sql, int changes) {}

  /**
   * What stands.
   *
   * @param partitions of each table, oldest first, without the last one
   * @param oldestSlot start of the oldest row of {@code audience_slots}; null if it has none
   * @param analyzed when statistics were last taken; null if never
   */
  record Standing(
      Map<PartitionedTable, List<Partition>> partitions,
      @Nullable Instant oldestSlot,
      @Nullable Instant analyzed) {}

  private final Retention kept;
  private final Duration statisticsEvery;

  /**
   * @param statisticsEvery zero: never
   */
  UpkeepPlan(Retention kept, Duration statisticsEvery) {
    this.kept = kept;
    this.statisticsEvery = statisticsEvery;
  }

  /** Everything, in the order in which to do it. */
  List<Step> of(Standing standing, Instant now) {
    var steps = new ArrayList<>(room(standing, now));
    for (var table : PartitionedTable.values()) {
      steps.addAll(expired(table, partitions(standing, table), now));
    }
    steps.addAll(oldSlots(standing.oldestSlot(), now));
    if (statisticsEvery.isPositive()
        && (standing.analyzed() == null
            || !now.isBefore(standing.analyzed().plus(statisticsEvery)))) {
      steps.addAll(statistics(now));
    }
    return steps;
  }

  /** Only what makes room for the rows of now and of the time ahead. */
  List<Step> room(Standing standing, Instant now) {
    var steps = new ArrayList<Step>();
    for (var table : PartitionedTable.values()) {
      var stand = partitions(standing, table);
      var missing = table.missing(stand.isEmpty() ? null : stand.getLast(), now, kept.of(table));
      if (!missing.isEmpty()) {
        steps.add(new Step(Kind.MAKE, reorganized(table, missing), missing.size()));
      }
    }
    return steps;
  }

  /**
   * What makes room for rows of a past before the oldest partition of that table; none if none is
   * due.
   */
  static List<Step> past(PartitionedTable table, List<Partition> standing, Instant from) {
    if (standing.isEmpty()) {
      return List.of();
    }
    var oldest = standing.getFirst();
    var missing = new ArrayList<>(table.missingBefore(oldest, from));
    if (missing.isEmpty()) {
      return List.of();
    }
    var made = missing.size();
    missing.add(oldest);
    return List.of(new Step(Kind.MAKE, split(table, oldest.name(), missing) + ")", made));
  }

  private List<Step> expired(PartitionedTable table, List<Partition> stand, Instant now) {
    var expiry = table.expiry(now, kept.of(table));
    var names =
        stand.stream()
            .filter(partition -> partition.border().compareTo(expiry) <= 0)
            .map(Partition::name)
            .toList();
    return names.isEmpty()
        ? List.of()
        : List.of(
            new Step(
                Kind.DROP,
                "ALTER TABLE " + table.table() + " DROP PARTITION " + String.join(", ", names),
                names.size()));
  }

  private List<Step> oldSlots(@Nullable Instant oldest, Instant now) {
    var border =
        LocalDateTime.ofInstant(now, ZoneOffset.UTC)
            .minusMonths(kept.slotMonths())
            .toLocalDate()
            .atStartOfDay();
    if (oldest == null || !oldest.isBefore(border.toInstant(ZoneOffset.UTC))) {
      return List.of();
    }
    return java.util.stream.IntStream.rangeClosed(0, 1)
        .mapToObj(
            scope ->
                "DELETE FROM audience_slots WHERE scope = %d AND at < '%s' ORDER BY at LIMIT %d"
                    .formatted(scope, MOMENT.format(border), DELETED_AT_ONCE))
        .map(sql -> new Step(Kind.DELETE, sql, 0))
        .toList();
  }

  private static List<Step> statistics(Instant now) {
    var steps = new ArrayList<Step>();
    for (var table : PartitionedTable.values()) {
      steps.add(
          new Step(
              Kind.ANALYZE,
              "ALTER TABLE " + table.table() + " ANALYZE PARTITION " + table.nameAt(now),
              0));
    }
    steps.add(new Step(Kind.ANALYZE, WHOLE_TABLES, 0));
    return steps;
  }

  private static List<Partition> partitions(Standing standing, PartitionedTable table) {
    return standing.partitions().getOrDefault(table, List.of());
  }

  private static String reorganized(PartitionedTable table, List<Partition> missing) {
    return split(table, LAST, missing) + ", PARTITION " + LAST + " VALUES LESS THAN (MAXVALUE))";
  }

  private static String split(PartitionedTable table, String one, List<Partition> into) {
    return into.stream()
        .map(each -> "PARTITION %s VALUES LESS THAN ('%s')".formatted(each.name(), each.border()))
        .collect(
            Collectors.joining(
                ", ",
                "ALTER TABLE " + table.table() + " REORGANIZE PARTITION " + one + " INTO (",
                ""));
  }
}
