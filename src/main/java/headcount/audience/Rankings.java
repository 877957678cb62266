package headcount.audience;

import headcount.presence.CategoryId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Who is on top now. Thread-safe; stages fail when the store is gone. */
public interface Rankings {
  /** What streams are ordered by. */
  enum Sort {
    VIEWERS,
    POPULAR
  }

  /** A place in a ranking of streams; title, category and broadcaster as the catalogue has them. */
  record RankedStream(
      int rank, String stream, String title, String category, String broadcaster, long viewers) {}

  /**
   * A place in a ranking of categories or broadcasters; viewers summed over {@code streams}
   * streams.
   */
  record RankedGroup(int rank, String id, String title, long viewers, int streams) {}

  /**
   * One page of one snapshot.
   *
   * @param next the cursor of the page after; null at the end
   * @param hit whether the snapshot stood already
   */
  record Page<T>(
      long asOfMillis, String snapshot, List<T> items, @Nullable String next, boolean hit) {
    /** The same page of other items. */
    public <U> Page<U> of(List<U> others) {
      return new Page<>(asOfMillis, snapshot, others, next, hit);
    }
  }

  /** A cursor whose snapshot is gone or that never was one. */
  final class CursorExpired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which cursor. */
    public CursorExpired() {
      super("the cursor's snapshot has ended; begin again without a cursor");
    }
  }

  /**
   * Streams with a viewer, most first, equal counts by id.
   *
   * @param category null for all
   * @param limit 1 to 100
   * @param cursor of the page before; null for the first
   * @return fails with {@link CursorExpired}
   */
  CompletionStage<Page<RankedStream>> streams(
      Sort sort, @Nullable CategoryId category, int limit, @Nullable String cursor);

  /** Categories with a viewer, most first. */
  CompletionStage<Page<RankedGroup>> categories(int limit, @Nullable String cursor);

  /** Broadcasters with a viewer, most first. */
  CompletionStage<Page<RankedGroup>> broadcasters(int limit, @Nullable String cursor);
}
