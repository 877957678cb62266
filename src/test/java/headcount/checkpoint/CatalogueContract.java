package headcount.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.Catalogue.Entry;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every catalogue promises. */
public abstract class CatalogueContract {
  private static final long AT = 1_790_000_000_123L;

  protected abstract Catalogue catalogue();

  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Entry entry(
      String stream, long startedAt, String category, String title, long end) {
    return new Entry(
        new StreamId(stream),
        new BroadcastRef(startedAt, new BroadcasterId("b-" + stream), new CategoryId(category)),
        title,
        end);
  }

  @Test
  void anUnknownStreamHasNoBroadcast() {
    assertThat(got(catalogue().newest(new StreamId("never")))).isEmpty();
  }

  @Test
  void theNewestBroadcastIsTheOneThatBeganLast() {
    var first = entry("s1", AT, "music", "Mürz 음악 🎵", AT + 5000);
    var second = entry("s1", AT + 9000, "games", "later", 0);
    got(catalogue().save(second));
    got(catalogue().save(first));
    assertThat(got(catalogue().newest(new StreamId("s1")))).contains(second);
  }

  @Test
  void savingAgainChangesWhatIsSaid() {
    got(catalogue().save(entry("s2", AT, "music", "one", 0)));
    var changed = entry("s2", AT, "games", "two", AT + 77);
    got(catalogue().save(changed));
    got(catalogue().save(changed));
    assertThat(got(catalogue().newest(new StreamId("s2")))).contains(changed);
  }

  @Test
  void namingSaysWhetherItWasUnknown() {
    assertThat(got(catalogue().nameCategory(new CategoryId("c-new"), "New"))).isTrue();
    assertThat(got(catalogue().nameCategory(new CategoryId("c-new"), "Newer"))).isFalse();
    got(catalogue().save(entry("s3", AT, "c-by-stream", "x", 0)));
    assertThat(got(catalogue().nameCategory(new CategoryId("c-by-stream"), "Named"))).isFalse();
    assertThat(got(catalogue().nameBroadcaster(new BroadcasterId("b-new"), "New"))).isTrue();
    assertThat(got(catalogue().nameBroadcaster(new BroadcasterId("b-s3"), "Named"))).isFalse();
  }

  @Test
  void theProjectionNeverGoesBack() {
    assertThat(got(catalogue().projectedTo())).isZero();
    got(catalogue().projectedTo(17));
    got(catalogue().projectedTo(5));
    assertThat(got(catalogue().projectedTo())).isEqualTo(17);
  }
}
