package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.store.aurora.PartitionedTable.Partition;
import headcount.store.aurora.UpkeepPlan.Kind;
import headcount.store.aurora.UpkeepPlan.Standing;
import headcount.store.aurora.UpkeepPlan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpkeepPlanTest {
  // in Seoul half past midnight of the 22nd: sessions of the 15th and later are kept
  private static final Instant NOW = Instant.parse("2026-11-21T15:30:00Z");
  private static final Retention KEPT = new Retention(7, 13, 25, 25, 35);
  private static final UpkeepPlan PLAN = new UpkeepPlan(KEPT, Duration.ofHours(24));

  private static Partition day(String date, String border) {
    return new Partition("p" + date.replace("-", ""), border + " 15:00:00");
  }

  private static Partition month(String month, String border) {
    return new Partition("p" + month, border);
  }

  /** Everything stands that NOW needs, and statistics are an hour old. */
  private static Map<PartitionedTable, List<Partition>> whole(Partition... sessions) {
    var history =
        List.of(
            month("202611", "2026-11-30 15:00:00"),
            month("202612", "2026-12-31 15:00:00"),
            month("202701", "2027-01-31 15:00:00"));
    var days =
        List.of(
            month("202611", "2026-12-01"),
            month("202612", "2027-01-01"),
            month("202701", "2027-02-01"));
    return Map.of(
        PartitionedTable.VIEWER_HISTORY, history,
        PartitionedTable.USER_SESSIONS, List.of(sessions),
        PartitionedTable.DAILY_STATISTICS, days,
        PartitionedTable.AUDIENCE_SKETCHES, days);
  }

  private static Standing standing(Map<PartitionedTable, List<Partition>> partitions) {
    return new Standing(partitions, null, NOW.minus(Duration.ofHours(1)));
  }

  private static List<String> sql(Standing standing, Instant now) {
    return PLAN.of(standing, now).stream().map(Step::sql).toList();
  }

  @Test
  void nothingIsDueWhereAllStands() {
    assertThat(sql(standing(whole(day("2026-11-25", "2026-11-25"))), NOW)).isEmpty();
  }

  @Test
  void missingDaysAreMadeWithoutAGap() {
    assertThat(sql(standing(whole(day("2026-11-22", "2026-11-22"))), NOW))
        .containsExactly(
            "ALTER TABLE user_sessions REORGANIZE PARTITION pmax INTO ("
                + "PARTITION p20261123 VALUES LESS THAN ('2026-11-23 15:00:00'), "
                + "PARTITION p20261124 VALUES LESS THAN ('2026-11-24 15:00:00'), "
                + "PARTITION p20261125 VALUES LESS THAN ('2026-11-25 15:00:00'), "
                + "PARTITION pmax VALUES LESS THAN (MAXVALUE))");
  }

  @Test
  void anEmptyTableBeginsWithToday() {
    var steps = PLAN.room(new Standing(Map.of(), null, null), NOW);
    assertThat(steps).extracting(Step::changes).containsExactly(3, 4, 3, 3);
    assertThat(steps.get(1).sql()).contains("INTO (PARTITION p20261122 VALUES");
  }

  @Test
  void afterALongOutageNoRoomIsMadeForWhatIsNotKept() {
    var steps = PLAN.room(standing(whole(day("2026-10-01", "2026-10-01"))), NOW);
    assertThat(steps).hasSize(1);
    assertThat(steps.getFirst().changes()).isEqualTo(7 + 1 + 3);
    assertThat(steps.getFirst().sql()).contains("INTO (PARTITION p20261115 VALUES");
  }

  @Test
  void yearsAndShortMonthsFollowEachOther() {
    var partitions =
        Map.of(
            PartitionedTable.VIEWER_HISTORY, List.of(month("202711", "2027-11-30 15:00:00")),
            PartitionedTable.USER_SESSIONS, List.of(day("2027-12-31", "2027-12-31")),
            PartitionedTable.DAILY_STATISTICS, List.of(month("202712", "2028-01-01")),
            PartitionedTable.AUDIENCE_SKETCHES, List.of(month("202802", "2028-03-01")));
    // the last hour of 2027 in Seoul
    var steps = PLAN.room(standing(partitions), Instant.parse("2027-12-31T14:00:00Z"));
    assertThat(steps.get(0).sql())
        .contains("p202712 VALUES LESS THAN ('2027-12-31 15:00:00')")
        .contains("p202801 VALUES LESS THAN ('2028-01-31 15:00:00')")
        .contains("p202802 VALUES LESS THAN ('2028-02-29 15:00:00')");
    assertThat(steps.get(1).sql()).contains("INTO (PARTITION p20280101 VALUES");
    assertThat(steps.get(2).sql())
        .contains("p202801 VALUES LESS THAN ('2028-02-01')")
        .contains("p202802 VALUES LESS THAN ('2028-03-01')");
    assertThat(steps).hasSize(3);
  }

  @Test
  void sessionsGoWhenTheirWholeDayIsOlderThanSevenDays() {
    var partitions =
        whole(
            day("2026-11-13", "2026-11-13"),
            day("2026-11-14", "2026-11-14"),
            day("2026-11-15", "2026-11-15"),
            day("2026-11-25", "2026-11-25"));
    assertThat(sql(standing(partitions), NOW))
        .containsExactly("ALTER TABLE user_sessions DROP PARTITION p20261113, p20261114");
    // a second before midnight the 14th is still kept
    assertThat(sql(standing(partitions), Instant.parse("2026-11-21T14:59:59Z")))
        .containsExactly("ALTER TABLE user_sessions DROP PARTITION p20261113");
  }

  @Test
  void monthsGoWhenTheirLastDayIsOldEnough() {
    var history =
        List.of(
            month("202509", "2025-09-30 15:00:00"),
            month("202510", "2025-10-31 15:00:00"),
            month("202701", "2027-01-31 15:00:00"));
    var sketches =
        List.of(
            month("202609", "2026-10-01"),
            month("202610", "2026-11-01"),
            month("202701", "2027-02-01"));
    var partitions = new java.util.EnumMap<>(whole(day("2026-11-25", "2026-11-25")));
    partitions.put(PartitionedTable.VIEWER_HISTORY, history);
    partitions.put(PartitionedTable.AUDIENCE_SKETCHES, sketches);
    // 13 months before 22 November are the 22nd of October; 35 days the 18th of October
    assertThat(sql(standing(partitions), NOW))
        .containsExactly(
            "ALTER TABLE viewer_history DROP PARTITION p202509",
            "ALTER TABLE audience_sketches DROP PARTITION p202609");
  }

  @Test
  void oldSlotsAreDeletedInPieces() {
    var partitions = whole(day("2026-11-25", "2026-11-25"));
    var analyzed = NOW.minusSeconds(60);
    var border = Instant.parse("2024-10-21T00:00:00Z");
    assertThat(sql(new Standing(partitions, border, analyzed), NOW)).isEmpty();
    assertThat(PLAN.of(new Standing(partitions, border.minusSeconds(300), analyzed), NOW))
        .containsExactly(
            new Step(
                Kind.DELETE,
                "DELETE FROM audience_slots WHERE scope = 0 AND at < '2024-10-21 00:00:00' ORDER BY at LIMIT 10000",
                0),
            new Step(
                Kind.DELETE,
                "DELETE FROM audience_slots WHERE scope = 1 AND at < '2024-10-21 00:00:00' ORDER BY at LIMIT 10000",
                0));
  }

  @Test
  void statisticsAreTakenADayAfterTheLast() {
    var partitions = whole(day("2026-11-25", "2026-11-25"));
    var yesterday = NOW.minus(Duration.ofHours(24));
    assertThat(sql(new Standing(partitions, null, yesterday.plusSeconds(1)), NOW)).isEmpty();
    assertThat(sql(new Standing(partitions, null, yesterday), NOW))
        .containsExactly(
            "ALTER TABLE viewer_history ANALYZE PARTITION p202611",
            "ALTER TABLE user_sessions ANALYZE PARTITION p20261122",
            "ALTER TABLE daily_statistics ANALYZE PARTITION p202611",
            "ALTER TABLE audience_sketches ANALYZE PARTITION p202611",
            "ANALYZE TABLE users, broadcasters, categories, streams, current_viewers, audience_slots");
    var never = new UpkeepPlan(KEPT, Duration.ZERO);
    assertThat(never.of(new Standing(partitions, null, null), NOW)).isEmpty();
  }

  @Test
  void retentionsHaveBounds() {
    assertThatThrownBy(() -> new Retention(91, 13, 25, 25, 35))
        .hasMessage("headcount.store.aurora.session-days must be 1 to 90, was 91");
    assertThatThrownBy(() -> new Retention(7, 13, 25, 25, 7))
        .hasMessage("headcount.store.aurora.sketch-days must be 8 to 800, was 7");
  }
}
