package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import headcount.audience.BusinessDay;
import headcount.audience.DailyStatistics;
import headcount.audience.DailyStatistics.Page;
import headcount.audience.DailyStatistics.Question;
import headcount.audience.DailyStatistics.Sort;
import headcount.audience.Rankings;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Business days as they were summed: the scopes of one, or those of one scope. */
final class DailyRoutes extends Routes {
  private static final int USUAL = 50;
  private static final int USUAL_DAYS = 28;
  private static final List<Scope.Kind> KINDS =
      List.of(Scope.Kind.STREAM, Scope.Kind.BROADCASTER, Scope.Kind.CATEGORY);
  private static final List<String> PARAMETERS =
      List.of("scope", "from", "to", "zone", "day", "kind", "sort", "limit");

  private final DailyStatistics days;
  private final CachedAnswers answers;
  private final InstantSource clock;

  DailyRoutes(DailyStatistics days, CachedAnswers answers, InstantSource clock) {
    this.days = days;
    this.answers = answers;
    this.clock = clock;
  }

  Route routes() {
    var daily = segment("v1").slash("analytics").slash("daily");
    return path(daily, () -> get(() -> on(this::daily)));
  }

  private CompletionStage<HttpResponse> daily(HttpRequest request) {
    var query = Query.of(request);
    return query.text("scope").isPresent() ? ofScope(request, query) : top(request, query);
  }

  private CompletionStage<HttpResponse> top(HttpRequest request, Query query) {
    var day = query.text("day").map(DailyRoutes::day);
    var kind = query.text("kind").map(DailyRoutes::kind).orElse(Scope.Kind.BROADCASTER);
    var sort = query.text("sort").map(DailyRoutes::sort).orElse(Sort.HOURS);
    Times.zone(query, AnalyticsQuery.SEOUL);
    var question =
        new Question(
            day.orElse(null), kind, sort, Paging.limit(query, USUAL), Paging.cursor(query));
    return shown(
        request,
        "daily " + question + " " + BusinessDay.of(clock.instant()) + " " + day.isPresent(),
        () ->
            page(days.top(question))
                .thenApply(
                    page -> {
                      var its = Optional.ofNullable(page.day());
                      var body =
                          new DailyBody.Top(
                              its.map(BusinessDay::toString).orElse(null),
                              ScopeName.word(kind),
                              sort.name().toLowerCase(Locale.ROOT),
                              AnalyticsQuery.SEOUL.getId(),
                              page.asOf(),
                              page.coverage(),
                              page.isFinal(),
                              items(page),
                              page.next());
                      var end = its.map(BusinessDay::end).orElse(clock.instant());
                      return new Answer(body, page, life(page, end, day.isPresent()));
                    }));
  }

  private CompletionStage<HttpResponse> ofScope(HttpRequest request, Query query) {
    var asked = AnalyticsQuery.of(query);
    var day = query.text("day").map(DailyRoutes::day);
    var range =
        day.map(it -> new AnalyticsQuery.Days(it, it.plus(1)))
            .orElseGet(() -> asked.manyDays(clock.instant(), USUAL_DAYS));
    var limit = Paging.limit(query, 100);
    var cursor = Paging.cursor(query);
    var fixed = day.isPresent() || asked.to().isPresent();
    return shown(
        request,
        "daily %s %s %d %s %s".formatted(asked.scope().text(), range, limit, cursor, fixed),
        () ->
            page(days.ofScope(asked.scope(), range.from(), range.to(), limit, cursor))
                .thenApply(found -> found.orElseThrow(asked::scopeNotFound))
                .thenApply(
                    page -> {
                      var body =
                          new DailyBody.OfScope(
                              asked.scope().text(),
                              range.from().start(),
                              range.to().start(),
                              AnalyticsQuery.SEOUL.getId(),
                              page.asOf(),
                              page.coverage(),
                              page.isFinal(),
                              items(page),
                              page.next());
                      return new Answer(body, page, life(page, range.to().start(), fixed));
                    }));
  }

  private static List<DailyBody.Item> items(Page page) {
    return page.items().stream().map(DailyBody.Item::of).toList();
  }

  private Duration life(Page page, Instant end, boolean fixed) {
    return Freshness.of(end, page.isFinal(), fixed, clock.instant());
  }

  /** JSON says itself what is next; a table's header does. */
  private CompletionStage<HttpResponse> shown(
      HttpRequest request, String question, Supplier<CompletionStage<Answer>> make) {
    var next = new AtomicReference<@Nullable String>();
    return answers
        .of(
            request,
            question,
            CachedAnswers.Keepers.PUBLIC,
            () ->
                make.get()
                    .thenApply(
                        answer -> {
                          next.set(answer.page.next());
                          return answer.told();
                        }))
        .thenApply(
            shown -> {
              var cursor = next.get();
              return cursor == null
                  ? shown
                  : shown.addHeader(Paging.next(request, PARAMETERS, cursor));
            });
  }

  private record Answer(Object body, Page page, Duration life) {
    CachedAnswers.Told told() {
      return new CachedAnswers.Told(
          body,
          new Table(
              "daily",
              DailyBody.COLUMNS,
              () -> items(page).stream().map(DailyBody.Item::row).toList()),
          life);
    }
  }

  private static <T> CompletionStage<T> page(CompletionStage<T> page) {
    return inTime(page)
        .handle(
            (found, failure) ->
                failure == null
                    ? CompletableFuture.completedFuture(found)
                    : CompletableFuture.<T>failedFuture(refusal(failure)))
        .thenCompose(Function.identity());
  }

  private static RuntimeException refusal(Throwable failure) {
    return Faults.cause(failure) instanceof Rankings.CursorExpired
        ? Paging.expired(
            "the cursor is none of this list, or the day has been summed again since",
            "Begin again without a cursor.")
        : Faults.readerGone(failure);
  }

  private static BusinessDay day(String text) {
    var day = Times.date(text).map(BusinessDay::new);
    if (day.filter(it -> Times.sensible(it.start())).isEmpty()) {
      throw Refusal.bad(
          "bad_day",
          "day must be a date from 2000 to 2100, was " + Texts.quoted(text),
          "Days are those of Seoul, like 2026-11-20.");
    }
    return day.get();
  }

  private static Scope.Kind kind(String text) {
    return KINDS.stream()
        .filter(kind -> ScopeName.word(kind).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.bad(
                    "bad_kind",
                    "kind must be stream, broadcaster or category, was " + Texts.quoted(text),
                    "Leave kind out for broadcasters."));
  }

  private static Sort sort(String text) {
    return switch (text) {
      case "hours" -> Sort.HOURS;
      case "growth" -> Sort.GROWTH;
      default ->
          throw Refusal.bad(
              "bad_sort",
              "sort must be hours or growth, was " + Texts.quoted(text),
              "Leave sort out for hours.");
    };
  }
}
