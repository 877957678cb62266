package headcount.http;

import headcount.audience.AnswerCache;
import headcount.audience.Cached;
import headcount.audience.History;
import headcount.audience.Rankings;
import headcount.audience.Steps;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.stream.Relays;
import headcount.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The facades in memory, as a test sets them; {@link #gone} makes the stores fail, {@link #silent}
 * makes them hang.
 */
final class Twins {
  static final Instant NOW = Instant.parse("2026-09-21T12:03:20Z");

  final Map<StreamId, Headcount> counts = new ConcurrentHashMap<>();
  final Map<StreamId, List<Consumer<Headcount>>> watchers = new ConcurrentHashMap<>();
  final Map<String, String> announced = new ConcurrentSkipListMap<>();
  final List<Rankings.RankedStream> ranked = new CopyOnWriteArrayList<>();
  final List<HistoryAsked> asked = new CopyOnWriteArrayList<>();
  final AnalystsTwin analysts = new AnalystsTwin(this);
  volatile boolean gone;
  volatile boolean silent;

  record HistoryAsked(Instant from, Instant to, Duration step) {}

  static Headcount count(int viewers, int connections, int anonymous) {
    return new Headcount(7, 3, viewers, connections, anonymous, 1_790_000_000_000L, Quality.EXACT);
  }

  void show(String id, Headcount count) {
    var stream = new StreamId(id);
    counts.put(stream, count);
    watchers.getOrDefault(stream, List.of()).forEach(it -> it.accept(count));
  }

  int watching() {
    return watchers.values().stream().mapToInt(List::size).sum();
  }

  void rank(int streams) {
    for (int i = 1; i <= streams; i++) {
      ranked.add(new Rankings.RankedStream(i, "s" + i, "Title " + i, "games", "ann", 1000L - i));
    }
  }

  <T> CompletionStage<T> unlessGone(T value) {
    if (silent) {
      return new CompletableFuture<>();
    }
    return gone
        ? CompletableFuture.failedFuture(new IllegalStateException("secret host db-7 is down"))
        : CompletableFuture.completedFuture(value);
  }

  /** Counts, whatever the stores do. */
  final Relays relays =
      new Relays() {
        @Override
        public void join(StreamId stream, Tab tab, Consumer<Headcount> joined) {
          throw new AssertionError("pages join nothing");
        }

        @Override
        public void leave(StreamId stream, SessionId session, long endedAtMillis, EndedBy by) {
          throw new AssertionError("pages leave nothing");
        }

        @Override
        public CompletionStage<Headcount> count(StreamId stream) {
          return CompletableFuture.completedFuture(
              counts.getOrDefault(stream, Twins.count(0, 0, 0)));
        }

        @Override
        public Runnable watch(StreamId stream, Consumer<Headcount> listener) {
          var here = watchers.computeIfAbsent(stream, it -> new CopyOnWriteArrayList<>());
          here.add(listener);
          listener.accept(counts.getOrDefault(stream, Twins.count(0, 0, 0)));
          return () -> here.remove(listener);
        }
      };

  final Streams streams =
      new Streams() {
        @Override
        public CompletionStage<Boolean> known(StreamId stream) {
          return unlessGone(
              counts.containsKey(stream) || announced.containsKey("stream " + stream));
        }

        @Override
        public CompletionStage<Report> describe(StreamId stream) {
          var source =
              new SourceReport("6ba7b810-9dad-11d1-80b4-00c04fd430c8:0", 9, 2, true, false, 12);
          return unlessGone(
              new Report(
                  stream.text(),
                  "pekko://headcount@127.0.0.1:7355",
                  4711,
                  counts.getOrDefault(stream, Twins.count(0, 0, 0)),
                  5,
                  "games",
                  "ann",
                  1_789_000_000_000L,
                  List.of(source),
                  0,
                  1,
                  Optional.of(3L),
                  21));
        }

        @Override
        public CompletionStage<Headcount> recount(StreamId stream) {
          return unlessGone(counts.getOrDefault(stream, Twins.count(0, 0, 0)));
        }

        @Override
        public CompletionStage<Boolean> announce(
            StreamId stream,
            String title,
            @Nullable CategoryId category,
            @Nullable BroadcasterId broadcaster,
            @Nullable Instant startedAt) {
          var said = title + "|" + category + "|" + broadcaster + "|" + startedAt;
          return unlessGone(announced.put("stream " + stream, said) == null);
        }

        @Override
        public CompletionStage<Ending> end(StreamId stream) {
          var was = announced.put("stream " + stream, "ended");
          if (was == null) {
            announced.remove("stream " + stream);
            return unlessGone(Ending.UNKNOWN);
          }
          return unlessGone(was.equals("ended") ? Ending.ALREADY_ENDED : Ending.ENDED);
        }

        @Override
        public CompletionStage<Boolean> nameCategory(CategoryId category, String title) {
          return unlessGone(announced.put("category " + category, title) == null);
        }

        @Override
        public CompletionStage<Boolean> nameBroadcaster(BroadcasterId broadcaster, String title) {
          return unlessGone(announced.put("broadcaster " + broadcaster, title) == null);
        }
      };

  final Rankings rankings =
      new Rankings() {
        @Override
        public CompletionStage<Page<RankedStream>> streams(
            Sort sort, @Nullable CategoryId category, int limit, @Nullable String cursor) {
          var all =
              ranked.stream()
                  .filter(it -> category == null || it.category().equals(category.text()))
                  .toList();
          return paged(all, limit, cursor);
        }

        @Override
        public CompletionStage<Page<RankedGroup>> categories(int limit, @Nullable String cursor) {
          return paged(List.of(new RankedGroup(1, "games", "Games", 1234, 2)), limit, cursor);
        }

        @Override
        public CompletionStage<Page<RankedGroup>> broadcasters(int limit, @Nullable String cursor) {
          return paged(List.of(new RankedGroup(1, "ann", "Ann", 1234, 2)), limit, cursor);
        }

        private <T> CompletionStage<Page<T>> paged(
            List<T> all, int limit, @Nullable String cursor) {
          if (cursor != null && !cursor.matches("snap-[0-9]+")) {
            return CompletableFuture.failedFuture(new CursorExpired());
          }
          int from = cursor == null ? 0 : Integer.parseInt(cursor.substring(5));
          int to = Math.min(all.size(), from + limit);
          var next = to < all.size() ? "snap-" + to : null;
          return unlessGone(
              new Page<>(
                  1_790_000_000_000L,
                  "snap",
                  new ArrayList<>(all.subList(from, to)),
                  next,
                  cursor != null));
        }
      };

  final Map<String, String> kept = new ConcurrentHashMap<>();

  final AnswerCache answers =
      (question, make) -> {
        var held = kept.get(question);
        return held != null
            ? CompletableFuture.completedFuture(new Cached<>(held, true))
            : make.get()
                .thenApply(
                    made -> {
                      kept.put(question, made.text());
                      return new Cached<>(made.text(), false);
                    });
      };

  final History history =
      new History() {
        @Override
        public CompletionStage<Optional<Cached<List<Point>>>> ofStream(
            StreamId stream, Steps steps) {
          return points(stream.text(), steps)
              .thenApply(found -> found.map(all -> new Cached<>(all, false)));
        }

        @Override
        public CompletionStage<Optional<Cached<List<Point>>>> ofBroadcaster(
            BroadcasterId broadcaster, Steps steps) {
          return points(broadcaster.text(), steps)
              .thenApply(found -> found.map(all -> new Cached<>(all, false)));
        }

        private CompletionStage<Optional<List<Point>>> points(String id, Steps steps) {
          asked.add(new HistoryAsked(steps.from(), steps.to(), steps.length()));
          if (id.equals("nobody")) {
            return unlessGone(Optional.empty());
          }
          var points = new ArrayList<Point>();
          for (var at : steps.starts()) {
            points.add(
                points.isEmpty()
                    ? new Point(at, 10.5, 12L, 9L, 3L, 2L, 1.0, 0L)
                    : new Point(at, null, null, null, null, null, null, null));
          }
          return unlessGone(Optional.of(points));
        }
      };
}
