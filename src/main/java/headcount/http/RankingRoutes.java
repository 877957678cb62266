package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import headcount.audience.Rankings;
import headcount.audience.Rankings.Page;
import headcount.audience.Rankings.RankedGroup;
import headcount.audience.Rankings.RankedStream;
import headcount.presence.CategoryId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** Who is on top now: streams, categories and broadcasters by pages, and streams as events. */
final class RankingRoutes extends Routes {
  private static final int USUAL = 50;
  private static final List<String> PARAMETERS = List.of("sort", "category", "limit");
  private static final String FRESH = "public, max-age=1";

  private final Rankings rankings;
  private final EventStreams events;

  RankingRoutes(Rankings rankings, EventStreams events) {
    this.rankings = rankings;
    this.events = events;
  }

  Route routes() {
    return concat(
        path(ranking("streams"), () -> get(() -> on(this::streams))),
        path(
            ranking("categories"),
            () -> get(() -> on(r -> groups(r, rankings::categories, "category")))),
        path(
            ranking("broadcasters"),
            () -> get(() -> on(r -> groups(r, rankings::broadcasters, "broadcaster")))),
        path(ranking("events"), () -> get(() -> now(this::watch))));
  }

  private static org.apache.pekko.http.javadsl.server.PathMatcher0 ranking(String of) {
    return segment("v1").slash("rankings").slash(of);
  }

  private CompletionStage<HttpResponse> streams(HttpRequest request) {
    var query = Query.of(request);
    var asked = Asked.of(query);
    var cursor = Paging.cursor(query);
    return page(rankings.streams(asked.sort, asked.category, asked.limit, cursor))
        .thenApply(page -> shown(request, page, it -> it, RankingRoutes::table));
  }

  private CompletionStage<HttpResponse> groups(
      HttpRequest request,
      BiFunction<Integer, @Nullable String, CompletionStage<Page<RankedGroup>>> ranking,
      String kind) {
    var query = Query.of(request);
    var page = page(ranking.apply(Paging.limit(query, USUAL), Paging.cursor(query)));
    return kind.equals("category")
        ? page.thenApply(it -> shown(request, it, Category::of, g -> table(kind, g)))
        : page.thenApply(it -> shown(request, it, Broadcaster::of, g -> table(kind, g)));
  }

  private HttpResponse watch(HttpRequest request) {
    var asked = Asked.of(Query.of(request));
    return events.ask(
        () -> rankings.streams(asked.sort, asked.category, asked.limit, null),
        Page::items,
        page -> Json.text(Body.of(page, page.items())));
  }

  private static <T> CompletionStage<Page<T>> page(CompletionStage<Page<T>> ranking) {
    return ranking
        .handle(
            (page, failure) ->
                failure == null
                    ? CompletableFuture.completedFuture(page)
                    : CompletableFuture.<Page<T>>failedFuture(refusal(failure)))
        .thenCompose(Function.identity());
  }

  private static RuntimeException refusal(Throwable failure) {
    return Faults.cause(failure) instanceof Rankings.CursorExpired expired
        ? Paging.expired(
            String.valueOf(expired.getMessage()), "Cursors live 60 s; leave cursor out.")
        : Faults.storeGone("store_unavailable", "the ranking store", failure);
  }

  private static <T> HttpResponse shown(
      HttpRequest request, Page<T> page, Function<T, Object> item, Function<List<T>, Table> table) {
    var items = page.items().stream().map(item).toList();
    var body = Body.of(page, items);
    var shown =
        CachedAnswers.marked(
            new Shown(body, table.apply(page.items()), FRESH).to(request),
            page.hit() ? "hit" : "miss");
    return page.next() == null
        ? shown
        : shown.addHeader(Paging.next(request, PARAMETERS, page.next()));
  }

  private static Table table(List<RankedStream> streams) {
    return new Table(
        "streams",
        List.of("rank", "stream", "title", "category", "broadcaster", "viewers"),
        () ->
            streams.stream()
                .map(
                    s ->
                        Table.row(
                            s.rank(),
                            s.stream(),
                            s.title(),
                            s.category(),
                            s.broadcaster(),
                            s.viewers()))
                .toList());
  }

  private static Table table(String kind, List<RankedGroup> groups) {
    return new Table(
        kind,
        List.of("rank", kind, "title", "viewers", "streams"),
        () ->
            groups.stream()
                .map(g -> Table.row(g.rank(), g.id(), g.title(), g.viewers(), g.streams()))
                .toList());
  }

  /** What a ranking of streams is asked by. */
  private record Asked(Rankings.Sort sort, @Nullable CategoryId category, int limit) {
    static Asked of(Query query) {
      Optional<CategoryId> category = query.text("category").map(Texts::category);
      return new Asked(
          query.text("sort").map(Asked::sort).orElse(Rankings.Sort.VIEWERS),
          category.orElse(null),
          Paging.limit(query, USUAL));
    }

    private static Rankings.Sort sort(String text) {
      return switch (text) {
        case "viewers" -> Rankings.Sort.VIEWERS;
        case "popular" -> Rankings.Sort.POPULAR;
        default ->
            throw Refusal.bad(
                "bad_sort",
                "sort must be viewers or popular, was " + Texts.quoted(text),
                "Leave sort out for viewers.");
      };
    }
  }

  private record Body(long asOf, String snapshot, List<?> items, @Nullable String next) {
    static Body of(Page<?> page, List<?> items) {
      return new Body(page.asOfMillis(), page.snapshot(), items, page.next());
    }
  }

  private record Category(int rank, String category, String title, long viewers, int streams) {
    static Category of(RankedGroup it) {
      return new Category(it.rank(), it.id(), it.title(), it.viewers(), it.streams());
    }
  }

  private record Broadcaster(
      int rank, String broadcaster, String title, long viewers, int streams) {
    static Broadcaster of(RankedGroup it) {
      return new Broadcaster(it.rank(), it.id(), it.title(), it.viewers(), it.streams());
    }
  }
}
