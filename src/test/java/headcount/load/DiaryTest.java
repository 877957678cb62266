package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiaryTest {
  private long now = 1_000;
  private final Diary diary = new Diary(List.of("s0", "s1"), () -> Instant.ofEpochMilli(now));

  @Test
  void aWatchingGoesFromTheJoinToTheLeave() {
    diary.named(5, "11", "-3");
    diary.joined(5, 0);
    now = 1_500;
    diary.joined(5, 0);
    diary.joined(5, 1);
    now = 2_000;
    diary.left(5, 0);
    assertThat(diary.all())
        .containsExactly(
            new Watching("11", "-3", "s0", 1_000, 2_000),
            new Watching("11", "-3", "s1", 1_500, Watching.STILL));
    assertThat(diary.all().getLast().ended()).isFalse();
  }

  @Test
  void aLostSessionEndsAllThatItWatchedAndJoiningAnewIsAnother() {
    diary.named(5, "11", "-3");
    diary.joined(5, 0);
    now = 3_000;
    diary.gone(5);
    diary.gone(5);
    diary.named(6, "12", "-3");
    diary.joined(6, 0);
    assertThat(diary.all())
        .containsExactly(
            new Watching("11", "-3", "s0", 1_000, 3_000),
            new Watching("12", "-3", "s0", 3_000, Watching.STILL));
  }
}
