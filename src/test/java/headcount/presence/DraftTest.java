package headcount.presence;

import static headcount.presence.LittleCluster.tab;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DraftTest {
  private final LittleCluster cluster = new LittleCluster(1);
  private final Source source = new Source(LittleCluster.node(0), 0);

  private Draft drawn() {
    return Objects.requireNonNull(cluster.entity.draft(cluster.now));
  }

  private Draft stored() {
    cluster.load(null);
    cluster.join(0, 1, 10);
    cluster.seconds(1);
    Draft first = drawn();
    cluster.entity.accepted(first.epoch(), first.version());
    return first;
  }

  @Test
  void nothingIsStoredBeforeACountWasGivenOut() {
    assertThat(cluster.entity.draft(0)).isNull();
  }

  @Test
  void firstDraftIsEverything() {
    Draft first = stored();
    assertThat(first.base()).isNull();
    assertThat(first.change().came()).containsExactly(new ViewerId(10));
    assertThat(first.change().joined()).containsExactly(new PlacedTab(tab(1, 10), source));
    assertThat(first.sources()).containsEntry(source, new SourceMark(1, 1, 0));
  }

  @Test
  void laterDraftsSayWhatMayDifferAndOnTopOfWhat() {
    Draft first = stored();
    assertThat(cluster.entity.draft(cluster.now)).isNull();
    cluster.join(0, 2, 10);
    cluster.join(0, 3, 30);
    cluster.seconds(1);
    cluster.leave(0, 1);
    cluster.seconds(1);
    Draft next = drawn();
    assertThat(next.base()).isEqualTo(new Draft.Base(first.epoch(), first.version()));
    assertThat(next.version()).isGreaterThan(first.version());
    assertThat(next.change().left()).containsExactly(new SessionId(1));
    assertThat(next.change().went()).isEmpty();
    assertThat(next.change().joined()).hasSize(2);
    assertThat(cluster.entity.draft(cluster.now)).as("one at a time").isNull();
  }

  @Test
  void failedDraftIsDrawnAgainWithAHigherVersion() {
    Draft first = stored();
    cluster.join(0, 2, 20);
    cluster.seconds(1);
    Draft lost = drawn();
    cluster.entity.writeFailed();
    Draft again = drawn();
    assertThat(again.version()).isGreaterThan(lost.version());
    assertThat(again.base()).isEqualTo(new Draft.Base(first.epoch(), first.version()));
    assertThat(again.change()).isEqualTo(lost.change());
  }

  @Test
  void draftOnAnUnknownBaseIsFollowedByEverything() {
    stored();
    cluster.leave(0, 1);
    cluster.seconds(1);
    drawn();
    cluster.entity.needsFull();
    Draft full = drawn();
    assertThat(full.base()).isNull();
    assertThat(full.change().isEmpty()).isTrue();
  }

  @Test
  void touchRaisesTheVersionAndSaysNothing() {
    Draft first = stored();
    Draft touch = Objects.requireNonNull(cluster.entity.touch(cluster.now));
    assertThat(touch.version()).isGreaterThan(first.version());
    assertThat(touch.change())
        .isEqualTo(new Draft.Change(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void fencedEntitySaysNothingMore() {
    Draft first = stored();
    cluster.join(0, 2, 20);
    cluster.seconds(1);
    drawn();
    cluster.entity.storeFenced(first.epoch() + 1, 1, cluster.now, cluster.fromEntity());
    assertThat(cluster.fenced).isTrue();
    assertThat(cluster.entity.draft(cluster.now)).isNull();
  }
}
