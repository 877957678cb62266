package headcount.http;

import headcount.audience.Analytics;
import headcount.audience.AudienceSums;
import headcount.audience.BusinessDay;
import headcount.audience.Change;
import headcount.audience.Comparison;
import headcount.audience.DailyStatistics;
import headcount.audience.DayItem;
import headcount.audience.DaySums;
import headcount.audience.Figures;
import headcount.audience.Growth;
import headcount.audience.LocalHours;
import headcount.audience.Rankings;
import headcount.audience.Retention;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import headcount.audience.Steps;
import headcount.audience.StoredDay;
import headcount.audience.StoredDay.Seen;
import headcount.audience.Stretch;
import headcount.audience.Trends;
import headcount.audience.Uniques;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The analysts' ports in memory; nobody knows a scope of the id {@code nobody}. */
final class AnalystsTwin {
  private final Twins twins;
  final TreeMap<BusinessDay, Map<String, Long>> categories = new TreeMap<>();
  volatile Figures eachStep = new Figures(3600, 60, 60, 60, 60L);
  volatile Instant summedTo = Twins.NOW.minusSeconds(900);
  final Analysts parts;

  AnalystsTwin(Twins twins) {
    this.twins = twins;
    this.parts = new Analysts(new Answers(), new Days(), new Sums());
  }

  <T> CompletionStage<Optional<T>> ofKnown(ScopeName scope, T answer) {
    return twins.unlessGone(scope.id().equals("nobody") ? Optional.empty() : Optional.of(answer));
  }

  final List<Object> asked = new CopyOnWriteArrayList<>();

  private Stretch stretch(ScopeName scope, Steps steps) {
    return new Stretch(
        scope.kind(),
        steps,
        steps.starts().stream().map(_ -> eachStep).toList(),
        3600.0,
        2L,
        Uniques.exact(40, 4));
  }

  private static StoredDay day(BusinessDay day, Scope.Kind kind) {
    return new StoredDay(
        day,
        new Scope(kind, 7),
        3,
        new Figures(7200, 7200, 7200, 3600, 5L),
        day.start(),
        3600,
        2,
        new Seen(
            9,
            6,
            1,
            2L,
            3L,
            1200L,
            9000L,
            new Retention(8, Arrays.asList(0.75, 0.5, null, null, null, null, null, null, null))),
        true,
        day.end().plusSeconds(900));
  }

  private final class Answers implements Analytics {
    @Override
    public CompletionStage<Optional<Comparison>> compare(
        ScopeName scope, Steps current, Steps previous) {
      asked.add(List.of(current, previous));
      return ofKnown(
          scope,
          new Comparison(stretch(scope, current), stretch(scope, previous), Twins.NOW, false));
    }

    @Override
    public CompletionStage<Optional<Growth>> growth(
        ScopeName scope, DaySums.Metric metric, int days) {
      asked.add(metric);
      var end = BusinessDay.of(Twins.NOW);
      var cut = end.plus(-days);
      var current = sums(cut, end, scope);
      var previous = sums(cut.plus(-days), cut, scope);
      var change = current.since(previous, metric);
      var mover = new Growth.Mover(new ScopeName(Scope.Kind.BROADCASTER, "ann"), "Ann", change);
      return ofKnown(
          scope, new Growth(current, previous, change, List.of(mover), List.of(mover), Twins.NOW));
    }

    private DaySums sums(BusinessDay from, BusinessDay to, ScopeName scope) {
      return new DaySums(from, to, List.of(day(from, scope.kind())), true, Uniques.exact(6, 1));
    }

    @Override
    public CompletionStage<Optional<Trends>> trends(
        ScopeName scope, BusinessDay from, BusinessDay to, ZoneId zone) {
      asked.add(List.of(from, to, zone));
      var hours = LocalHours.steps(from.start(), to.start(), zone);
      var sums = hours.starts().stream().map(_ -> eachStep).toList();
      return ofKnown(
          scope,
          new Trends(
              List.of(new Trends.Day(from, 2.0, 5.0, 5L, 6L, 1.0, null)),
              LocalHours.of(hours, sums),
              List.of(new Trends.Share("games", "Games", 1.0, 0.5)),
              1.0,
              Twins.NOW,
              true));
    }
  }

  private final class Days implements DailyStatistics {
    @Override
    public CompletionStage<Page> top(Question question) {
      asked.add(question);
      var cursor = question.cursor();
      if (cursor != null && !cursor.equals("2")) {
        return CompletableFuture.failedFuture(new Rankings.CursorExpired());
      }
      var day = question.day();
      var its = day == null ? BusinessDay.of(Twins.NOW).plus(-1) : day;
      var name = new ScopeName(question.kind(), "x");
      return twins.unlessGone(
          new Page(
              its, Twins.NOW, 1.0, true, List.of(item(1, name, its)), cursor == null ? "2" : null));
    }

    @Override
    public CompletionStage<Optional<Page>> ofScope(
        ScopeName scope, BusinessDay from, BusinessDay to, int limit, @Nullable String cursor) {
      asked.add(List.of(from, to));
      return ofKnown(
          scope, new Page(null, Twins.NOW, 1.0, true, List.of(item(null, scope, from)), null));
    }

    private static DayItem item(@Nullable Integer rank, ScopeName scope, BusinessDay day) {
      return new DayItem(
          rank, scope, "=Ann", "games", day(day, scope.kind()), Change.of(3.0, 2.0, 1.0, 1.0));
    }
  }

  private final class Sums implements AudienceSums {
    @Override
    public CompletionStage<Optional<List<Figures>>> steps(ScopeName scope, Steps steps) {
      return ofKnown(scope, steps.starts().stream().map(_ -> eachStep).toList());
    }

    @Override
    public CompletionStage<Optional<SortedMap<BusinessDay, Map<String, Long>>>> categories(
        ScopeName scope, BusinessDay from, BusinessDay to) {
      return ofKnown(scope, categories.subMap(from, to));
    }

    @Override
    public CompletionStage<Instant> summedTo() {
      return twins.unlessGone(summedTo);
    }
  }
}
