package headcount.store.aurora;

import headcount.audience.OnAir;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What stands for a scope in the database.
 *
 * @param keys its numbers: one, but as many as a stream has broadcasts
 */
record ScopeKeys(ScopeName name, List<Long> keys) {
  private static final ScopeKeys PLATFORM = new ScopeKeys(ScopeName.PLATFORM, List.of(0L));

  /** Empty where nobody knows the scope. */
  static Optional<ScopeKeys> find(Connection connection, ScopeName name) throws SQLException {
    return switch (name.kind()) {
      case PLATFORM -> Optional.of(PLATFORM);
      case CATEGORY, BROADCASTER -> {
        var key = Dimensions.number(connection, ScopeName.word(name.kind()), name.id());
        yield key == 0 ? Optional.empty() : Optional.of(new ScopeKeys(name, List.of(key)));
      }
      case STREAM -> {
        var keys =
            Slots.broadcasts(connection, "broadcasts_of_stream", name.id()).stream()
                .map(OnAir::stream)
                .toList();
        yield keys.isEmpty() ? Optional.empty() : Optional.of(new ScopeKeys(name, keys));
      }
    };
  }

  Scope.Kind kind() {
    return name.kind();
  }

  /** Whether slots are summed for it ahead; otherwise its broadcasts' history is read. */
  boolean inSlots() {
    return switch (kind()) {
      case PLATFORM, CATEGORY -> true;
      case BROADCASTER, STREAM -> false;
    };
  }

  /** All of its broadcasts; of a broadcaster or a stream only. */
  List<OnAir> broadcasts(Connection connection) throws SQLException {
    return switch (kind()) {
      case PLATFORM, CATEGORY ->
          throw new IllegalStateException("broadcasts of " + name.text() + " are not listed");
      case BROADCASTER, STREAM ->
          Slots.broadcasts(connection, "broadcasts_of_" + ScopeName.word(kind()), name.id());
    };
  }
}
