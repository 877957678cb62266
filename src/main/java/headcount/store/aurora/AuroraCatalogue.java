package headcount.store.aurora;

import headcount.checkpoint.Catalogue;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import headcount.store.Titles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The catalogue in the database's tables. Reads and writes on the writer. Thread-safe. */
final class AuroraCatalogue implements Catalogue {
  private static final int LONGEST_TITLE = 200;
  private static final String BROADCASTS = "broadcasts";

  private final Pools pools;
  private final Dimensions dimensions;
  private final AuroraTitles titles;

  AuroraCatalogue(Pools pools, Dimensions dimensions, AuroraTitles titles) {
    this.pools = pools;
    this.dimensions = dimensions;
    this.titles = titles;
  }

  @Override
  public CompletionStage<Optional<Entry>> newest(StreamId stream) {
    return pools.write(
        connection -> {
          try (var select = connection.prepareStatement(Sql.of("newest_broadcast"))) {
            select.setString(1, stream.text());
            try (var row = select.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              var broadcast =
                  new BroadcastRef(
                      Utc.millis(row, 1),
                      new BroadcasterId(row.getString(4)),
                      new CategoryId(row.getString(5)));
              return Optional.of(
                  new Entry(stream, broadcast, row.getString(3), Utc.millis(row, 2)));
            }
          }
        });
  }

  @Override
  public CompletionStage<Void> save(Entry entry) {
    checkTitle(entry.title());
    var saved =
        pools.change(
            connection -> {
              var keys = dimensions.broadcast(connection, entry.stream(), entry.broadcast());
              var category = dimensions.category(connection, entry.broadcast().category());
              try (var update = connection.prepareStatement(Sql.of("update_stream"))) {
                update.setLong(1, category);
                update.setString(2, entry.title());
                Utc.set(update, 3, entry.endedAtMillis());
                update.setLong(4, keys.stream());
                update.executeUpdate();
              }
            });
    return saved.thenRun(() -> titles.changed(Titles.Kind.STREAM, entry.stream().text()));
  }

  @Override
  public CompletionStage<Boolean> nameCategory(CategoryId category, String title) {
    checkTitle(title);
    var named =
        pools.write(
            connection -> {
              var known = Dimensions.number(connection, "category", category.text()) != 0;
              var _ = dimensions.category(connection, category);
              name(connection, "name_category", title, category.text());
              return !known;
            });
    return named.whenComplete((_, _) -> titles.changed(Titles.Kind.CATEGORY, category.text()));
  }

  @Override
  public CompletionStage<Boolean> nameBroadcaster(BroadcasterId broadcaster, String name) {
    checkTitle(name);
    var named =
        pools.write(
            connection -> {
              var known = Dimensions.number(connection, "broadcaster", broadcaster.text()) != 0;
              var _ = dimensions.broadcaster(connection, broadcaster);
              name(connection, "name_broadcaster", name, broadcaster.text());
              return !known;
            });
    return named.whenComplete(
        (_, _) -> titles.changed(Titles.Kind.BROADCASTER, broadcaster.text()));
  }

  @Override
  public CompletionStage<Long> projectedTo() {
    return pools.write(
        connection -> {
          try (var select = connection.prepareStatement(Sql.of("offset_read"))) {
            select.setString(1, BROADCASTS);
            try (var row = select.executeQuery()) {
              return row.next() ? row.getLong(1) : 0L;
            }
          }
        });
  }

  @Override
  public CompletionStage<Void> projectedTo(long offset) {
    return pools.change(
        connection -> {
          try (var save = connection.prepareStatement(Sql.of("offset_save"))) {
            save.setString(1, BROADCASTS);
            save.setLong(2, offset);
            save.executeUpdate();
          }
        });
  }

  private static void name(Connection connection, String statement, String title, String id)
      throws SQLException {
    try (var update = connection.prepareStatement(Sql.of(statement))) {
      update.setString(1, title);
      update.setString(2, id);
      if (update.executeUpdate() > 0) {
        Generation.named(connection);
      }
    }
  }

  private static void checkTitle(String title) {
    var length = title.codePointCount(0, title.length());
    if (length > LONGEST_TITLE) {
      throw new IllegalArgumentException(
          "title must be at most 200 characters, was " + length + " characters");
    }
  }
}
