package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.AudienceRecord;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ended sessions are written down once, under the broadcast that was on. */
class SessionLogTest {
  private static final StreamId STREAM = new StreamId("s");
  private final List<AudienceRecord> records = new ArrayList<>();
  private final SessionLog log = new SessionLog(STREAM, records);

  private static Tab tab(long session) {
    return new Tab(new SessionId(session), new ViewerId(5), false, 1000, 0);
  }

  private List<AudienceRecord.Watched> watched() {
    return records.stream().map(AudienceRecord.Watched.class::cast).toList();
  }

  @Test
  void sessionOfAKnownBroadcastIsWrittenAtOnce() {
    log.ended(tab(1), 4000, EndedBy.LEAVE, Samples.broadcast());
    assertThat(watched())
        .containsExactly(
            new AudienceRecord.Watched(
                STREAM,
                Samples.broadcast(),
                new SessionId(1),
                new ViewerId(5),
                false,
                1000,
                4000,
                EndedBy.LEAVE));
    assertThat(log.isSettled()).isTrue();
  }

  @Test
  void sessionsWaitUntilItIsKnownWhatIsOn() {
    log.ended(tab(1), 4000, EndedBy.LEAVE, null);
    log.ended(tab(2), 4000, EndedBy.CLOSE, null);
    log.broadcastKnown(null);
    assertThat(records).isEmpty();
    assertThat(log.isSettled()).isFalse();
    log.broadcastKnown(Samples.broadcast());
    log.broadcastKnown(Samples.broadcast());
    assertThat(watched()).hasSize(2).allMatch(it -> it.broadcast().equals(Samples.broadcast()));
    assertThat(log.isSettled()).isTrue();
  }

  @Test
  void nobodyWatchesForLessThanNothing() {
    log.ended(tab(1), 400, EndedBy.LEAVE, Samples.broadcast());
    assertThat(watched().getFirst().endedAtMillis()).isEqualTo(1000);
  }

  @Test
  void thoseWhomNobodyPlacesAreFiledUnderTheUnknownBroadcast() {
    log.ended(tab(1), 4000, EndedBy.DRAIN, null);
    log.giveUpWaiting();
    assertThat(watched().getFirst().broadcast())
        .isEqualTo(new BroadcastRef(1000, BroadcasterId.UNKNOWN, CategoryId.UNCATEGORIZED));
  }

  @Test
  void tenThousandWaitAtMost() {
    for (int i = 1; i <= 10_001; i++) {
      log.ended(tab(i), 4000, EndedBy.LEAVE, null);
    }
    assertThat(records).hasSize(10_001);
    assertThat(log.isSettled()).isTrue();
  }
}
