package headcount.store.redis;

import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.store.redis.RankSnapshots.Place;
import headcount.store.redis.RankSnapshots.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All places of one snapshot in memory, which the rankings by category and those of categories and
 * broadcasters are told from: all of them are of the same moment. Immutable.
 */
final class Standing {
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
  private final Map<String, String> abouts;
  private final List<Seat> all;
  private final Map<String, List<Seat>> byCategory = new HashMap<>();
  private final List<Place> categories;
  private final List<Place> broadcasters;

  /**
   * The standing.
   *
   * @param streams in the snapshot's order
   * @param abouts stream to category and broadcaster
   */
  Standing(Snapshot snapshot, List<Place> streams, Map<String, String> abouts) {
    this.snapshot = snapshot;
    this.abouts = abouts;
    this.all = streams.stream().map(place -> Seat.of(place, abouts.get(place.member()))).toList();
    all.forEach(
        seat -> byCategory.computeIfAbsent(seat.category, _ -> new ArrayList<>()).add(seat));
    this.categories = summed(Seat::category);
    this.broadcasters = summed(Seat::broadcaster);
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** What a stream showed and who streamed it; null if it is not known. */
  @Nullable String about(String stream) {
    return abouts.get(stream);
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
        .sorted(Place.MOST_FIRST)
        .toList();
  }
}
