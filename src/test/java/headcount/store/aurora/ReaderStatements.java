package headcount.store.aurora;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every statement that a reader may be asked, with the plan that is expected of it. */
final class ReaderStatements {
  static final LocalDate DAY = LocalDate.parse("2026-11-10");
  private static final LocalDate WEEK = LocalDate.parse("2026-11-03");
  private static final LocalDateTime FROM = LocalDateTime.parse("2026-11-09T15:00:00");
  private static final LocalDateTime TO = LocalDateTime.parse("2026-11-10T15:00:00");
  private static final LocalDateTime OCTOBER = LocalDateTime.parse("2026-10-02T15:00:00");
  private static final String NOVEMBER = "p202611";

  /**
   * A question.
   *
   * @param keys {@code table key} of each line of the plan but those of derived tables
   * @param partitions of the tables that have some; null where none has
   * @param sorted whether sorting is allowed: of a handful of rows that an index found
   */
  record Asked(
      String statement,
      List<Object> values,
      List<String> keys,
      @Nullable String partitions,
      boolean sorted) {
    static Asked of(String statement, List<Object> values, String... keys) {
      return new Asked(statement, values, List.of(keys), null, false);
    }

    Asked from(String names) {
      return new Asked(statement, values, keys, names, sorted);
    }

    Asked maySort() {
      return new Asked(statement, values, keys, partitions, true);
    }
  }

  /** Broadcasts 7,801 to 7,805 are of 9 November. */
  private static final List<Object> FIVE = List.of(7801, 7802, 7803, 7804, 7805);

  static final List<Asked> ALL =
      List.of(
          Asked.of("broadcaster_key", List.of("b7"), "broadcasters by_id"),
          Asked.of("category_key", List.of("c7"), "categories by_id"),
          Asked.of("broadcaster_titles", List.of("b7", "b8"), "broadcasters by_id"),
          Asked.of("category_titles", List.of("c7", "c8"), "categories by_id"),
          Asked.of("stream_titles", List.of("s7", "s8"), "s by_stream", "streams by_stream"),
          Asked.of("names_of_broadcasters", FIVE.subList(0, 2), "broadcasters PRIMARY"),
          Asked.of("names_of_categories", List.of(7, 8), "categories PRIMARY"),
          Asked.of("names_of_streams", FIVE, "streams PRIMARY"),
          Asked.of("broadcasts_of_stream", List.of("s7"), "streams by_stream"),
          Asked.of("broadcasts_of_broadcaster", List.of("b7"), "b by_id", "s by_broadcaster"),
          Asked.of("history_slots", with(FIVE, FROM, TO), "viewer_history PRIMARY")
              .from(NOVEMBER)
              .maySort(),
          Asked.of("stored_slots", with(FIVE, FROM, TO), "viewer_history PRIMARY").from(NOVEMBER),
          Asked.of(
                  "stored_slots_of_many",
                  List.of("s7", FROM, TO, FROM, TO),
                  "s broadcast",
                  "h PRIMARY")
              .from(NOVEMBER),
          Asked.of(
              "broadcasts_on_of_stream",
              List.of("s7", TO, "s7", FROM, FROM),
              "streams by_stream",
              "streams by_stream"),
          Asked.of("history_categories", with(FIVE, FROM, TO), "viewer_history PRIMARY")
              .from(NOVEMBER),
          Asked.of(
              "slots_grains", List.of(3600, 300, 300, 0, 0, FROM, TO), "audience_slots by_scope"),
          Asked.of(
              "slots_grains",
              List.of(3600, 300, 300, 1, 7, slot(5), slot(9)),
              "audience_slots by_scope"),
          Asked.of("newest_slot", List.of(), "audience_slots PRIMARY"),
          Asked.of("slots_done", List.of(), "job_progress PRIMARY"),
          Asked.of("generation", List.of(), "job_progress PRIMARY"),
          Asked.of("mark_age", List.of(), "job_progress PRIMARY"),
          Asked.of("days_of_scope", List.of(0, 0, WEEK, DAY), "daily_statistics PRIMARY")
              .from(NOVEMBER),
          Asked.of(
                  "days_of_scope", with(List.of(2, 7, 8, 9), WEEK, DAY), "daily_statistics PRIMARY")
              .from(NOVEMBER),
          Asked.of("hours_of_scope", List.of(1, 7, WEEK, DAY), "daily_statistics PRIMARY")
              .from(NOVEMBER),
          Asked.of("days_final", List.of(WEEK, DAY), "daily_statistics PRIMARY").from(NOVEMBER),
          Asked.of("days_summed", List.of(WEEK, DAY), "daily_statistics top_hours").from(NOVEMBER),
          Asked.of("newest_day", List.of(WEEK, DAY), "daily_statistics top_hours").from(NOVEMBER),
          Asked.of("category_days", List.of(WEEK, DAY), "daily_statistics top_hours")
              .from(NOVEMBER),
          Asked.of("sketches_of_days", List.of(2, 7, WEEK, DAY), "audience_sketches PRIMARY")
              .from(NOVEMBER),
          Asked.of(
                  "top_hours", List.of(2, DAY, 50_000, 50_000, 7, 51), "daily_statistics top_hours")
              .from(NOVEMBER),
          Asked.of("top_growth", List.of(2, DAY, 1.01, 1.01, 7, 51), "daily_statistics top_growth")
              .from(NOVEMBER),
          Asked.of("movers_up", List.of(DAY, 25), "daily_statistics top_growth").from(NOVEMBER),
          Asked.of("movers_down", List.of(DAY, 25), "daily_statistics top_growth")
              .from(NOVEMBER)
              .maySort(),
          Asked.of("movers_up_of_category", List.of(7, DAY, 25), "daily_statistics category_growth")
              .from(NOVEMBER),
          Asked.of(
                  "movers_down_of_category",
                  List.of(7, DAY, 25),
                  "daily_statistics category_growth")
              .from(NOVEMBER)
              .maySort(),
          Asked.of("oldest_slot", List.of(), "audience_slots PRIMARY", "audience_slots PRIMARY"),
          Asked.of("days_known", List.of(WEEK, DAY), "daily_statistics PRIMARY").from(NOVEMBER),
          Asked.of("sketches_before", List.of(7, WEEK, DAY), "audience_sketches PRIMARY")
              .from(NOVEMBER),
          Asked.of("day_broadcasts", List.of(FROM, TO), "s PRIMARY", "viewer_history by_slot")
              .from(NOVEMBER),
          Asked.of("day_steps", with(FIVE, FROM, TO), "viewer_history PRIMARY")
              .from(NOVEMBER)
              .maySort(),
          Asked.of(
                  "day_next_broadcaster",
                  List.of(7, OCTOBER, OCTOBER.plusDays(1)),
                  "user_sessions PRIMARY")
              .from("p20261003"),
          Asked.of(
                  "day_sittings",
                  List.of(DAY, 7, OCTOBER.minusDays(1), OCTOBER.plusDays(1), OCTOBER, OCTOBER),
                  "s PRIMARY",
                  "b PRIMARY",
                  "u PRIMARY")
              .from("p20261002,p20261003")
              .maySort());

  /** What only the writer is asked, and by nobody who waits for an answer about the past. */
  static final Set<String> NOT_FOR_READERS =
      Set.of(
          "day_clear",
          "day_clear_sketches",
          "day_weeks",
          "held_history",
          "held_sessions",
          "index_parts",
          "index_use",
          "insert_broadcaster",
          "insert_category",
          "insert_stream",
          "lock_get",
          "lock_release",
          "name_broadcaster",
          "name_category",
          "newest_broadcast",
          "offset_read",
          "offset_save",
          "partitions_of",
          "progress_now",
          "progress_read",
          "progress_save",
          "slots_categories",
          "slots_clear",
          "slots_platform",
          "stream_keys",
          "update_stream",
          "upsert_current",
          "upsert_daily",
          "upsert_daily_counted",
          "upsert_history",
          "upsert_sessions",
          "upsert_sketches",
          "upsert_users");

  private ReaderStatements() {}

  private static LocalDateTime slot(int day) {
    return LocalDate.parse("2026-10-01").plusDays(day).atStartOfDay();
  }

  private static List<Object> with(List<Object> some, Object... more) {
    return Stream.concat(some.stream(), Arrays.stream(more)).toList();
  }
}
