package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
  private record Watching(long session, long identity, int stream) {}

  private final Truth truth = new Truth(new Books(4), 0);

  @Test
  void viewerWithTwoTabsCountsOnce() {
    truth.join(1, 42, 0);
    truth.join(2, 42, 0);

    assertThat(truth.of(0)).isEqualTo(new Figures(1, 2, 0));
  }

  @Test
  void anonymousViewerWithTwoTabsIsOneAnonymous() {
    truth.join(1, -7, 0);
    truth.join(2, -7, 0);
    truth.join(3, 42, 0);

    assertThat(truth.of(0)).isEqualTo(new Figures(2, 3, 1));
  }

  @Test
  void joiningTwiceIsHarmless() {
    assertThat(truth.join(1, 42, 0)).isTrue();
    assertThat(truth.join(1, 42, 0)).isFalse();
    assertThat(truth.of(0)).isEqualTo(new Figures(1, 1, 0));
  }

  @Test
  void viewerStaysUntilTheLastTabLeaves() {
    truth.join(1, -7, 0);
    truth.join(2, -7, 0);

    assertThat(truth.leave(1, 0)).isTrue();
    assertThat(truth.of(0)).isEqualTo(new Figures(1, 1, 1));
    assertThat(truth.leave(2, 0)).isTrue();
    assertThat(truth.leave(2, 0)).isFalse();
    assertThat(truth.of(0)).isEqualTo(Figures.NONE);
    assertThat(truth.everWatched(0)).isTrue();
    assertThat(truth.everWatched(1)).isFalse();
  }

  @Test
  void sessionThatGoesLeavesAllItsStreams() {
    truth.join(1, 42, 0);
    truth.join(1, 42, 3);
    truth.join(2, 43, 3);

    assertThat(truth.gone(1)).isTrue();
    assertThat(truth.gone(1)).isFalse();
    assertThat(truth.of(0)).isEqualTo(Figures.NONE);
    assertThat(truth.of(3)).isEqualTo(new Figures(1, 1, 0));
    assertThat(truth.total()).isEqualTo(new Figures(1, 1, 0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomComingsAndGoingsMatchANaiveModel(long seed) {
    var random = new Random(seed);
    Set<Watching> model = new HashSet<>();
    for (var step = 0; step < 3_000; step++) {
      var session = random.nextInt(40);
      var identity = identity(session);
      var stream = random.nextInt(4);
      switch (random.nextInt(5)) {
        case 0, 1, 2 ->
            assertThat(truth.join(session, identity, stream))
                .isEqualTo(model.add(new Watching(session, identity, stream)));
        case 3 ->
            assertThat(truth.leave(session, stream))
                .isEqualTo(model.remove(new Watching(session, identity, stream)));
        default ->
            assertThat(truth.gone(session))
                .isEqualTo(model.removeIf(each -> each.session() == session));
      }
      assertThat(truth.of(stream)).isEqualTo(counted(model, stream));
    }
  }

  /** Each book is as it would be alone, whichever of them a change is for. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void booksThatShareTheirSessionsDifferAsTheyShould(long seed) {
    var random = new Random(seed);
    var books = new Books(4);
    List<Set<Watching>> models = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (var step = 0; step < 3_000; step++) {
      var session = random.nextInt(40);
      var identity = identity(session);
      var stream = random.nextInt(4);
      var which = random.nextInt(8);
      var change = random.nextInt(5);
      var news = false;
      for (var book = 0; book < Books.MOST; book++) {
        var watching = new Watching(session, identity, stream);
        if ((which & 1 << book) != 0) {
          news |=
              switch (change) {
                case 0, 1, 2 -> models.get(book).add(watching);
                case 3 -> models.get(book).remove(watching);
                default -> models.get(book).removeIf(each -> each.session() == session);
              };
        }
      }
      assertThat(
              switch (change) {
                case 0, 1, 2 -> books.join(which, session, identity, stream);
                case 3 -> books.leave(which, session, stream);
                default -> books.gone(which, session);
              })
          .isEqualTo(news);
      for (var book = 0; book < Books.MOST; book++) {
        var figures = counted(models.get(book), stream);
        assertThat(books.of(book, stream)).isEqualTo(figures);
        assertThat(books.viewers(book, stream)).isEqualTo((int) figures.viewers());
      }
    }
  }

  private static long identity(int session) {
    return session % 3 == 0 ? -1 - session / 6 : session / 4;
  }

  private static Figures counted(Set<Watching> model, int stream) {
    var tabs = new ArrayList<>(model.stream().filter(each -> each.stream() == stream).toList());
    var people = new HashSet<>(tabs.stream().map(Watching::identity).toList());
    var anonymous = people.stream().filter(identity -> identity < 0).count();
    return new Figures(people.size(), tabs.size(), anonymous);
  }
}
