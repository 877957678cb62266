package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.Catalogue;
import headcount.checkpoint.CatalogueContract;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import headcount.store.Titles;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuroraCatalogueTest extends CatalogueContract {
  private final AuroraFixture database = AuroraFixture.at(Instant.parse("2026-11-21T12:00:00Z"));

  @Override
  protected Catalogue catalogue() {
    return database.stores.catalogue();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void titlesAreThoseOfTheNewestBroadcasts() {
    for (int i = 1; i <= 3; i++) {
      var broadcast = new BroadcastRef(i * 1000L, new BroadcasterId("b"), new CategoryId("c"));
      var entry = new Catalogue.Entry(new StreamId("s"), broadcast, "title " + i, 0);
      catalogue().save(entry).toCompletableFuture().join();
    }
    catalogue().nameCategory(new CategoryId("c"), "Chess").toCompletableFuture().join();
    var titles = database.stores.titles();
    assertThat(titles.of(Titles.Kind.STREAM, List.of("s", "t")).toCompletableFuture().join())
        .hasSize(1)
        .containsEntry("s", "title 3");
    assertThat(titles.of(Titles.Kind.CATEGORY, List.of("c")).toCompletableFuture().join())
        .containsEntry("c", "Chess");
    assertThat(titles.of(Titles.Kind.BROADCASTER, List.of("b")).toCompletableFuture().join())
        .containsEntry("b", "b");
  }

  @Test
  void aTitleThatChangedIsTold() {
    var titles = database.stores.titles();
    for (var title : List.of("Chess", "Schach")) {
      catalogue().nameCategory(new CategoryId("c"), title).toCompletableFuture().join();
      assertThat(titles.of(Titles.Kind.CATEGORY, List.of("c")).toCompletableFuture().join())
          .containsEntry("c", title);
    }
    var broadcast = new BroadcastRef(1000L, new BroadcasterId("b"), new CategoryId("c"));
    for (var title : List.of("Morning", "Evening")) {
      var entry = new Catalogue.Entry(new StreamId("s"), broadcast, title, 0);
      catalogue().save(entry).toCompletableFuture().join();
      assertThat(titles.of(Titles.Kind.STREAM, List.of("s")).toCompletableFuture().join())
          .containsEntry("s", title);
    }
  }
}
