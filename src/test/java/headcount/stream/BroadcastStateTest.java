package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What announcements and ends make of a stream's broadcasts. */
class BroadcastStateTest {
  private static final ActorRef<Broadcast.Began> SOMEONE =
      TestInbox.<Broadcast.Began>create().getRef();
  private static final BroadcastState NOTHING = BroadcastState.nothing("s");

  private static Broadcast.Announce wish(
      String title, @Nullable String category, @Nullable String by, @Nullable Long at) {
    return new Broadcast.Announce(title, category, by, at, SOMEONE);
  }

  private static BroadcastState after(BroadcastState state, List<BroadcastEvent> events) {
    var now = state;
    for (BroadcastEvent event : events) {
      now = now.after(event);
    }
    return now;
  }

  private static BroadcastState kims() {
    return after(NOTHING, NOTHING.announce(wish("One", "games", "kim", null), 1000));
  }

  @Test
  void firstAnnouncementBeginsABroadcastNow() {
    assertThat(NOTHING.announced()).isFalse();
    var on = after(NOTHING, NOTHING.announce(wish("One", null, null, null), 1000));
    assertThat(on).isEqualTo(new BroadcastState("s", 1000, 0, "One", "uncategorized", "unknown"));
    assertThat(on.live()).isTrue();
  }

  @Test
  void broadcastMayHaveBegunEarlier() {
    var on = after(NOTHING, NOTHING.announce(wish("One", null, null, 400L), 1000));
    assertThat(on.startedAt()).isEqualTo(400);
  }

  @Test
  void saidAgainNothingHappens() {
    assertThat(kims().announce(wish("One", "games", "kim", null), 2000)).isEmpty();
    assertThat(kims().announce(wish("One", null, null, null), 2000)).isEmpty();
  }

  @Test
  void titleAndCategoryChangeWithinTheBroadcast() {
    var now = after(kims(), kims().announce(wish("Two", "music", null, null), 2000));
    assertThat(now).isEqualTo(new BroadcastState("s", 1000, 0, "Two", "music", "kim"));
    var kept = after(kims(), kims().announce(wish("Two", null, "kim", null), 2000));
    assertThat(kept.category()).isEqualTo("games");
  }

  @Test
  void anotherBroadcasterEndsItAndBeginsAnew() {
    var events = kims().announce(wish("Hers", null, "lee", null), 2000);
    assertThat(events).hasSize(2).first().isEqualTo(new BroadcastEvent.Ended("s", 2000));
    var now = after(kims(), events);
    assertThat(now).isEqualTo(new BroadcastState("s", 2000, 0, "Hers", "uncategorized", "lee"));
  }

  @Test
  void laterBroadcastBeginsLaterEvenWhenTheClockStepsBack() {
    var ended = kims().after(new BroadcastEvent.Ended("s", 3000));
    assertThat(ended.live()).isFalse();
    assertThat(ended.announced()).isTrue();
    var again = after(ended, ended.announce(wish("One", null, "kim", null), 500));
    assertThat(again.startedAt()).isGreaterThan(kims().startedAt());
    assertThat(again.live()).isTrue();
    var asked = after(ended, ended.announce(wish("One", null, "kim", 900L), 4000));
    assertThat(asked.startedAt()).as("a start before the last end is not believed").isEqualTo(4000);
  }

  @Test
  void catalogueRowSaysTheSame() {
    var row = kims().after(new BroadcastEvent.Ended("s", 3000)).entry();
    assertThat(BroadcastState.of(row)).isEqualTo(kims().after(new BroadcastEvent.Ended("s", 3000)));
  }
}
