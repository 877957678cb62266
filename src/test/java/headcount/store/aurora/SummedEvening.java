package headcount.store.aurora;

import headcount.audience.Comparison;
import headcount.audience.Scope;
import headcount.audience.ScopeName;
import headcount.audience.Steps;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An evening of two broadcasters that was summed two days later, for analysts to ask about. Friday
 * the 20th is until 15:00 UTC, Saturday the 21st from then until 15:00 UTC of the 21st.
 */
final class SummedEvening implements BeforeAllCallback, AfterAllCallback {
  static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  static final Duration FIVE = Duration.ofMinutes(5);
  static final Duration DAY = Duration.ofDays(1);
  static final ScopeName B5 = new ScopeName(Scope.Kind.BROADCASTER, "b5");
  static final ScopeName B6 = new ScopeName(Scope.Kind.BROADCASTER, "b6");
  static final ScopeName GAMES = new ScopeName(Scope.Kind.CATEGORY, "games");
  static final ScopeName S11 = new ScopeName(Scope.Kind.STREAM, "s11");
  static final ScopeName S13 = new ScopeName(Scope.Kind.STREAM, "s13");
  private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

  private Instant now = Instant.parse("2026-11-20T03:00:00Z"); // whose partitions are made
  private final AuroraFixture database = new AuroraFixture(() -> now);

  final AuroraStores stores = database.stores;

  /** Everything of it happens, and is summed. */
  @Override
  public void beforeAll(ExtensionContext test) throws SQLException {
    var rows = new HandRows(database);
    rows.evening();
    // a raid: 23 viewers for 270 s, then 1,816 for 30 s
    rows.step(13, 6, 1, "2026-11-21 13:00:00", "60690, 1, 1816, 23, 1793, 0, 300, 300, 0");
    for (var viewer : List.of(1, 2, 3, -4, -5)) {
      rows.user(viewer, viewer == -4 ? 1 : 0, "2026-11-20");
    }
    rows.watched(13, 6, 1, "2026-11-20 14:50:00", 1200); // across midnight
    rows.watched(13, 6, 3, "2026-11-20 14:50:00", 600); // until midnight
    rows.watched(11, 5, 1, "2026-11-21 12:00:00", 300);
    rows.watched(11, 5, 2, "2026-11-21 12:00:00", 420);
    rows.watched(11, 5, 2, "2026-11-21 12:05:00", 180); // an overlapping tab
    rows.watched(12, 5, -4, "2026-11-21 12:06:00", 540);
    rows.watched(13, 6, -5, "2026-11-21 14:50:00", 300);
    now = NOW;
    stores
        .rollup()
        .againNow(Instant.parse("2026-11-19T15:00:00Z"), Instant.parse("2026-11-22T15:00:00Z"));
  }

  static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static Steps steps(String from, String to, Duration length, ZoneId zone) {
    return new Steps(Instant.parse(from + ":00Z"), Instant.parse(to + ":00Z"), length, zone);
  }

  Comparison compare(ScopeName scope, Steps current, Steps previous) {
    return got(stores.analytics().compare(scope, current, previous)).orElseThrow();
  }

  Comparison quarter(ScopeName scope) {
    return compare(
        scope,
        steps("2026-11-21T12:00", "2026-11-21T12:15", FIVE, ZoneOffset.UTC),
        steps("2026-11-21T11:45", "2026-11-21T12:00", FIVE, ZoneOffset.UTC));
  }

  Comparison saturday(ScopeName scope) {
    return compare(
        scope,
        steps("2026-11-20T15:00", "2026-11-21T15:00", DAY, SEOUL),
        steps("2026-11-19T15:00", "2026-11-20T15:00", DAY, SEOUL));
  }

  @Override
  public void afterAll(ExtensionContext test) {
    database.close();
  }
}
