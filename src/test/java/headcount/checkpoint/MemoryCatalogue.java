package headcount.checkpoint;

import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The catalogue in memory: passes the same contract as the database. Can be made to fail. */
public final class MemoryCatalogue implements Catalogue {
  private record Key(StreamId stream, long startedAtMillis) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::stream).thenComparingLong(Key::startedAtMillis);

  private final Map<Key, Entry> entries = new TreeMap<>(ORDER);
  private final Map<CategoryId, String> categories = new HashMap<>();
  private final Map<BroadcasterId, String> broadcasters = new HashMap<>();
  private long position;
  private boolean down;

  /** From now on every stage fails, or no longer. */
  public synchronized void down(boolean gone) {
    this.down = gone;
  }

  /** What a category is called, or null. */
  public synchronized @Nullable String title(CategoryId category) {
    return categories.get(category);
  }

  @Override
  public CompletionStage<Optional<Entry>> newest(StreamId stream) {
    return answer(
        () ->
            entries.values().stream()
                .filter(entry -> entry.stream().equals(stream))
                .max(Comparator.comparingLong(entry -> entry.broadcast().startedAtMillis())));
  }

  @Override
  public CompletionStage<Void> save(Entry entry) {
    return answer(
        () -> {
          var broadcast = entry.broadcast();
          categories.putIfAbsent(broadcast.category(), broadcast.category().text());
          broadcasters.putIfAbsent(broadcast.broadcaster(), broadcast.broadcaster().text());
          entries.put(new Key(entry.stream(), broadcast.startedAtMillis()), entry);
          return null;
        });
  }

  @Override
  public CompletionStage<Boolean> nameCategory(CategoryId category, String title) {
    return answer(() -> categories.put(category, title) == null);
  }

  @Override
  public CompletionStage<Boolean> nameBroadcaster(BroadcasterId broadcaster, String name) {
    return answer(() -> broadcasters.put(broadcaster, name) == null);
  }

  @Override
  public CompletionStage<Long> projectedTo() {
    return answer(() -> position);
  }

  @Override
  public CompletionStage<Void> projectedTo(long offset) {
    return answer(
        () -> {
          position = Math.max(position, offset);
          return null;
        });
  }

  private synchronized <T> CompletionStage<T> answer(Supplier<@Nullable T> supplier) {
    return down
        ? CompletableFuture.failedFuture(new IOException("the catalogue is gone"))
        : CompletableFuture.completedFuture(supplier.get());
  }
}
