package headcount.store.aurora;

import headcount.audience.Records;
import headcount.presence.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Counts a stream's rows on the writer, and what is still on its way there. Thread-safe. */
final class AuroraRecords implements Records {
  private final Pools pools;
  private final Function<StreamId, CompletionStage<Long>> pending;

  AuroraRecords(Pools pools, Function<StreamId, CompletionStage<Long>> pending) {
    this.pools = pools;
    this.pending = pending;
  }

  @Override
  public CompletionStage<Held> of(StreamId stream) {
    return pending
        .apply(stream)
        .thenCompose(
            waiting ->
                pools.write(
                    connection ->
                        new Held(
                            rows(connection, "held_sessions", stream),
                            rows(connection, "held_history", stream),
                            waiting)));
  }

  private static Rows rows(Connection connection, String name, StreamId stream)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of(name))) {
      select.setString(1, stream.text());
      try (var row = select.executeQuery()) {
        return row.next() ? new Rows(row.getLong(1), row.getLong(2)) : new Rows(0, 0);
      }
    }
  }
}
