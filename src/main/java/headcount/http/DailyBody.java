package headcount.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import headcount.audience.Change;
import headcount.audience.DayItem;
import headcount.audience.Retention;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The bodies of answers about business days. */
final class DailyBody {
  static final List<String> COLUMNS =
      List.of(
          "day",
          "rank",
          "scope",
          "title",
          "category",
          "hoursWatched",
          "average",
          "peak",
          "peakAt",
          "sessions",
          "uniques",
          "uniquesAnonymous",
          "returning7d",
          "newViewers",
          "watchMedianSeconds",
          "watchMeanSeconds",
          "episodes",
          "airtimeHours",
          "broadcasts",
          "coverage",
          "growth",
          "final");

  private DailyBody() {}

  /** The scopes of a day. */
  record Top(
      @Nullable String day,
      String kind,
      String sort,
      String zone,
      @Nullable Instant asOf,
      @Nullable Double coverage,
      @JsonProperty("final") boolean isFinal,
      List<Item> items,
      @Nullable String next) {}

  /** The days of a scope. */
  record OfScope(
      String scope,
      Instant from,
      Instant to,
      String zone,
      @Nullable Instant asOf,
      @Nullable Double coverage,
      @JsonProperty("final") boolean isFinal,
      List<Item> items,
      @Nullable String next) {}

  /** A scope's day. */
  record Item(
      String day,
      @Nullable Integer rank,
      String scope,
      String title,
      @Nullable String category,
      @Nullable Double hoursWatched,
      @Nullable Double average,
      @Nullable Long peak,
      @Nullable Instant peakAt,
      @Nullable Long sessions,
      @Nullable Long uniques,
      @Nullable Long uniquesAnonymous,
      @Nullable Long returning7d,
      @Nullable Long newViewers,
      @Nullable Long watchMedianSeconds,
      @Nullable Double watchMeanSeconds,
      @Nullable Integer episodes,
      @Nullable List<Stay> retention,
      double airtimeHours,
      long broadcasts,
      @Nullable Double coverage,
      @Nullable Double growth,
      @Nullable String growthReason,
      @JsonProperty("final") boolean isFinal) {
    static Item of(DayItem it) {
      var day = it.day();
      var figures = day.figures();
      var seen = day.seen();
      var stayed = seen == null ? null : seen.retention();
      return new Item(
          day.day().toString(),
          it.rank(),
          it.scope().text(),
          it.title(),
          it.category(),
          figures.hours(),
          figures.average(),
          figures.peak(),
          day.peakAt(),
          seen == null ? null : (Long) seen.sessions(),
          seen == null ? null : (Long) seen.uniques(),
          seen == null ? null : (Long) seen.anonymous(),
          seen == null ? null : seen.returning(),
          seen == null ? null : seen.fresh(),
          seen == null ? null : seen.medianSeconds(),
          seen == null ? null : seen.meanSeconds(),
          stayed == null ? null : (Integer) stayed.episodes(),
          stayed == null ? null : Stay.of(stayed),
          day.airtimeHours(),
          day.broadcasts(),
          figures.coverage(),
          it.growth().rate(),
          Change.text(it.growth().reason()),
          day.isFinal());
    }

    List<@Nullable Object> row() {
      return Table.row(
          day,
          rank,
          scope,
          title,
          category,
          hoursWatched,
          average,
          peak,
          peakAt,
          sessions,
          uniques,
          uniquesAnonymous,
          returning7d,
          newViewers,
          watchMedianSeconds,
          watchMeanSeconds,
          episodes,
          airtimeHours,
          broadcasts,
          coverage,
          growth,
          isFinal);
    }
  }

  /** The share of episodes that lasted so long; null where none was observed for that long. */
  record Stay(long minutes, @Nullable Double share) {
    static List<Stay> of(Retention retention) {
      return IntStream.range(0, Retention.MARKS.size())
          .mapToObj(i -> new Stay(Retention.MARKS.get(i).toMinutes(), retention.shares().get(i)))
          .toList();
    }
  }
}
