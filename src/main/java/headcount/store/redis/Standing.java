package headcount.store.redis;

import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.store.redis.RankSnapshots.Place;
import headcount.store.redis.RankSnapshots.Snapshot;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All places of one snapshot in memory, which the rankings by category and those of categories and
 * broadcasters are told from: all of them are of the same moment. Thread-safe.
 */
final class Standing {
  private static final Comparator<Place> MOST_FIRST =
      Comparator.comparingLong(Place::count).reversed().thenComparing(Place::member);

  /** A stream, its count, and what it shows and who streams it, as far as that is known. */
  record Seat(Place place, String category, String broadcaster) {
    static Seat of(Place place, @Nullable String about) {
      var words = about == null ? new String[0] : about.split(" ", 2);
      return words.length < 2
          ? new Seat(place, CategoryId.UNCATEGORIZED.text(), BroadcasterId.UNKNOWN.text())
          : new Seat(place, words[0], words[1]);
    }
  }

  private final Snapshot snapshot;
  private final List<Seat> all;
  private final Map<String, List<Seat>> byCategory = new HashMap<>();
  private final List<Place> categories;
  private final List<Place> broadcasters;
  private final Map<String, CompletionStage<?>> written = new ConcurrentHashMap<>();
  private final Map<String, Long> kept = new ConcurrentHashMap<>();

  /**
   * The standing.
   *
   * @param scored streams and negated counts, in the snapshot's order
   * @param abouts stream to category and broadcaster
   */
  Standing(Snapshot snapshot, List<ScoredValue<String>> scored, Map<String, String> abouts) {
    this.snapshot = snapshot;
    this.all =
        scored.stream()
            .map(RankSnapshots::place)
            .map(place -> Seat.of(place, abouts.get(place.member())))
            .toList();
    all.forEach(
        seat -> byCategory.computeIfAbsent(seat.category, _ -> new ArrayList<>()).add(seat));
    this.categories = summed(Seat::category);
    this.broadcasters = summed(Seat::broadcaster);
    this.written.put(snapshot.rankKey(), CompletableFuture.completedFuture(true));
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** Streams, most first, equal counts by id; of all categories where none is named. */
  List<Seat> streams(@Nullable CategoryId category) {
    return category == null ? all : byCategory.getOrDefault(category.text(), List.of());
  }

  /** Categories and how many streams each has, most viewers first. */
  List<Place> categories() {
    return categories;
  }

  /** Broadcasters, likewise. */
  List<Place> broadcasters() {
    return broadcasters;
  }

  /** Whether that ranking's snapshot has to be let live on, as was last done so long ago. */
  boolean aged(String rankKey, long nowMillis, Duration pause) {
    var last = kept.get(rankKey);
    if (last != null && nowMillis - last < pause.toMillis()) {
      return false;
    }
    kept.put(rankKey, nowMillis);
    return true;
  }

  /** Completes when that ranking's places are in Redis, where the first who asks brings them. */
  CompletionStage<?> written(String rankKey, Supplier<CompletionStage<?>> write) {
    var stage = written.computeIfAbsent(rankKey, _ -> write.get());
    var _ =
        stage.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                written.remove(rankKey, stage);
              }
            });
    return stage;
  }

  /** Sums by group; a member is the group's id and its number of streams. */
  private List<Place> summed(Function<Seat, String> group) {
    var viewers = new HashMap<String, Long>();
    var streams = new HashMap<String, Integer>();
    for (var seat : all) {
      var name = group.apply(seat);
      viewers.merge(name, seat.place.count(), Long::sum);
      streams.merge(name, 1, Integer::sum);
    }
    return viewers.entrySet().stream()
        .map(each -> new Place(each.getKey() + " " + streams.get(each.getKey()), each.getValue()))
        .sorted(MOST_FIRST)
        .toList();
  }
}
