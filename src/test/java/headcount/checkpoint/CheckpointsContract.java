package headcount.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.Checkpoint.Base;
import headcount.checkpoint.Checkpoint.Placed;
import headcount.checkpoint.CheckpointResult.Accepted;
import headcount.checkpoint.CheckpointResult.Fenced;
import headcount.checkpoint.CheckpointResult.NeedsFull;
import headcount.presence.Ending;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.SourceMark;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every checkpoint store promises. */
public abstract class CheckpointsContract extends CheckpointSamples {
  private final StreamId stream = new StreamId("s" + UUID.randomUUID());

  protected abstract Checkpoints store();

  protected abstract Set<ViewerId> storedViewers(StreamId stream);

  protected abstract Set<SessionId> storedSessions(StreamId stream);

  /** The store's clock, Unix ms. */
  protected abstract long now();

  protected static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private Checkpoint full(long epoch, long version, Placed... tabs) {
    return full(stream, epoch, version, List.of(tabs));
  }

  private Checkpoint difference(long epoch, long version, long baseVersion, Placed... joined) {
    var came = List.of(joined).stream().map(placed -> placed.tab().viewer()).toList();
    return checkpoint(
        stream,
        new Base(epoch, baseVersion),
        epoch,
        version,
        came,
        List.of(),
        List.of(joined),
        List.of(),
        3);
  }

  @Test
  void nothingIsStoredOfAnUnknownStream() {
    assertThat(got(store().load(stream))).isEmpty();
    assertThat(got(store().strays(stream, Set.of()))).isEmpty();
    assertThat(got(store().sizes(stream))).isEqualTo(StoredSizes.NONE);
  }

  @Test
  void sizesAreThoseOfWhatIsStored() {
    got(store().write(full(5, 2, tab(1, 10, A), tab(2, 10, B), tab(3, -11, B))));
    assertThat(got(store().sizes(stream))).isEqualTo(new StoredSizes(2, 3, 2, 3));
    got(store().write(full(5, 3)));
    assertThat(got(store().sizes(stream))).isEqualTo(StoredSizes.NONE);
  }

  @Test
  void whatWasWrittenIsLoadedAsRecovering() {
    var before = now();
    assertThat(got(store().write(full(5, 2, tab(1, 10, A), tab(2, 10, B), tab(3, -11, B)))))
        .isEqualTo(new Accepted());
    var stored = got(store().load(stream)).orElseThrow();
    assertThat(stored.count()).isEqualTo(new Headcount(5, 2, 2, 3, 0, 77, Quality.RECOVERING));
    assertThat(stored.peak()).isEqualTo(7);
    assertThat(stored.broadcast()).isEqualTo(SHOW);
    assertThat(stored.sources())
        .isEqualTo(Map.of(A, new SourceMark(9, 8, 7), B, new SourceMark(3, 2, 1)));
    assertThat(stored.history()).isEqualTo("1 running");
    assertThat(stored.touchedAtMillis()).isBetween(before, now());
    assertThat(storedViewers(stream)).containsExactly(new ViewerId(-11), new ViewerId(10));
    assertThat(storedSessions(stream))
        .containsExactly(new SessionId(1), new SessionId(2), new SessionId(3));
  }

  @ParameterizedTest
  @CsvSource({"5,2", "5,1", "4,9", "4,1"})
  void whatIsNotNewerIsFenced(long epoch, long version) {
    got(store().write(full(5, 2, tab(1, 10, A))));
    assertThat(got(store().write(full(epoch, version, tab(2, 20, A))))).isEqualTo(new Fenced(5, 2));
    assertThat(got(store().write(difference(epoch, version, version - 1, tab(2, 20, A)))))
        .isEqualTo(new Fenced(5, 2));
    assertThat(storedSessions(stream)).containsExactly(new SessionId(1));
  }

  @ParameterizedTest
  @CsvSource({"5,3", "6,1", "10,1"})
  void aNewerFullOneReplacesEverything(long epoch, long version) {
    got(store().write(full(5, 2, tab(1, 10, A), tab(2, 11, A))));
    assertThat(got(store().write(full(epoch, version, tab(2, 11, B), tab(9, 12, B)))))
        .isEqualTo(new Accepted());
    assertThat(storedSessions(stream)).containsExactly(new SessionId(2), new SessionId(9));
    assertThat(storedViewers(stream)).containsExactly(new ViewerId(11), new ViewerId(12));
  }

  @Test
  void aDifferenceChangesWhatItNames() {
    got(store().write(full(5, 2, tab(1, 10, A), tab(2, 11, A), tab(3, 11, A))));
    var change =
        checkpoint(
            stream,
            new Base(5, 2),
            5,
            4,
            List.of(new ViewerId(12)),
            List.of(new ViewerId(10)),
            List.of(tab(4, 12, B), tab(3, 11, B)),
            List.of(new SessionId(1), new SessionId(3)),
            2);
    assertThat(got(store().write(change))).isEqualTo(new Accepted());
    assertThat(storedViewers(stream)).containsExactly(new ViewerId(11), new ViewerId(12));
    assertThat(storedSessions(stream))
        .containsExactly(new SessionId(2), new SessionId(3), new SessionId(4));
  }

  @Test
  void aDifferenceStandsOnItsExactBaseOnly() {
    assertThat(got(store().write(difference(5, 3, 2, tab(4, 12, A))))).isEqualTo(new NeedsFull());
    got(store().write(full(5, 2, tab(1, 10, A))));
    assertThat(got(store().write(difference(5, 4, 3, tab(4, 12, A))))).isEqualTo(new NeedsFull());
    assertThat(got(store().write(difference(6, 4, 2, tab(4, 12, A))))).isEqualTo(new NeedsFull());
    assertThat(storedSessions(stream)).containsExactly(new SessionId(1));
    assertThat(got(store().write(difference(5, 3, 2, tab(4, 12, A))))).isEqualTo(new Accepted());
  }

  @Test
  void anEmptyStreamKeepsItsEpoch() {
    got(store().write(full(5, 2, tab(1, 10, A))));
    assertThat(got(store().write(full(5, 3)))).isEqualTo(new Accepted());
    assertThat(storedViewers(stream)).isEmpty();
    assertThat(storedSessions(stream)).isEmpty();
    assertThat(got(store().write(full(4, 9)))).isEqualTo(new Fenced(5, 3));
  }

  @Test
  void anEndIsStoredUntilACheckpointWithoutOne() {
    got(store().write(full(5, 2, tab(1, 10, A))));
    assertThat(got(store().load(stream)).orElseThrow().ending()).isNull();
    var owed = new Ending(1_790_000_000_123L, Set.of(A.incarnation(), B.incarnation()));
    got(store().write(ending(difference(5, 3, 2), owed)));
    var stored = got(store().load(stream)).orElseThrow();
    assertThat(stored.ending()).isEqualTo(owed);
    assertThat(stored.sources()).containsOnlyKeys(A, B);
    var less = new Ending(owed.mark(), Set.of(B.incarnation()));
    got(store().write(ending(full(6, 1), less)));
    assertThat(got(store().load(stream)).orElseThrow().ending()).isEqualTo(less);
    got(store().write(difference(6, 2, 1)));
    assertThat(got(store().load(stream)).orElseThrow().ending()).isNull();
  }

  @Test
  void straysAreTheTabsOfSourcesThatAreGone() {
    got(store().write(full(5, 2, tab(1, 10, A), tab(2, 10, B), tab(3, -11, B))));
    var strays = got(store().strays(stream, Set.of(A)));
    assertThat(strays)
        .containsExactlyInAnyOrder(
            new Checkpoints.Stray(tab(2, 10, B).tab(), B, 6_000),
            new Checkpoints.Stray(tab(3, -11, B).tab(), B, 6_000));
    assertThat(got(store().strays(stream, Set.of(A, B)))).isEmpty();
  }

  @Test
  void onlyUntouchedStreamsWithAViewerAreSwept() {
    var empty = new StreamId(stream + "-empty");
    got(store().write(full(5, 2, tab(1, 10, A))));
    got(store().write(full(empty, 5, 2, List.of())));
    assertThat(got(store().untouchedSince(now() + 1))).contains(stream).doesNotContain(empty);
    assertThat(got(store().untouchedSince(now() - 60_000))).doesNotContain(stream);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_999, 2_000, 2_001, 9_000})
  void largeAudiencesAreWhole(int tabs) {
    var all = new ArrayList<Placed>();
    for (int i = 1; i <= tabs; i++) {
      all.add(tab(i, i % 2 == 0 ? i : -i, i % 3 == 0 ? A : B));
    }
    got(store().write(full(5, 1, tab(100_000, 7, A))));
    assertThat(got(store().write(full(stream, 6, 1, all)))).isEqualTo(new Accepted());
    assertThat(storedViewers(stream)).hasSize(tabs).doesNotContain(new ViewerId(700_000));
    assertThat(storedSessions(stream)).hasSize(tabs);
    var left = all.stream().map(placed -> placed.tab().session()).toList();
    var went = all.stream().map(placed -> placed.tab().viewer()).toList();
    var came = tab(200_000, 5_000_000, A);
    var change =
        checkpoint(
            stream,
            new Base(6, 1),
            6,
            2,
            List.of(came.tab().viewer()),
            went,
            List.of(came),
            left,
            1);
    assertThat(got(store().write(change))).isEqualTo(new Accepted());
    assertThat(storedViewers(stream)).containsExactly(new ViewerId(5_000_000));
    assertThat(storedSessions(stream)).containsExactly(new SessionId(200_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void differencesAddUpToTheTruth(long seed) {
    var random = new Random(seed);
    var truth = new HashSet<Long>();
    got(store().write(full(stream, 1, 1, List.of())));
    for (int version = 2; version < 60; version++) {
      var joined = new ArrayList<Placed>();
      var left = new ArrayList<SessionId>();
      for (int i = 0; i < 20; i++) {
        var id = 1 + random.nextLong(60);
        if (truth.add(id)) {
          joined.add(tab(id, id, A));
        } else if (joined.stream().noneMatch(placed -> placed.tab().session().value() == id)) {
          truth.remove(id);
          left.add(new SessionId(id));
        }
      }
      var came = joined.stream().map(placed -> placed.tab().viewer()).toList();
      var went = left.stream().map(session -> new ViewerId(session.value())).toList();
      var change =
          checkpoint(
              stream, new Base(1, version - 1), 1, version, came, went, joined, left, truth.size());
      assertThat(got(store().write(change))).as("seed %d", seed).isEqualTo(new Accepted());
    }
    var sessions = new TreeSet<SessionId>();
    truth.forEach(id -> sessions.add(new SessionId(id)));
    assertThat(storedSessions(stream)).as("seed %d", seed).isEqualTo(sessions);
  }
}
