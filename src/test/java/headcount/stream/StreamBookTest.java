package headcount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.Catalogue;
import headcount.checkpoint.CheckpointSettings;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.StreamId;
import org.junit.jupiter.api.Test;

/** What is written down of a stream besides its count. */
class StreamBookTest {
  private static final StreamId STREAM = new StreamId("s");
  private static final long WALL = 1_790_000_000_000L;
  private static final BroadcastRef KIMS =
      new BroadcastRef(WALL - 5000, new BroadcasterId("kim"), new CategoryId("games"));
  private static final CheckpointSettings SETTINGS = CheckpointSettings.from(ConfigFactory.load());
  private final StreamBook book = new StreamBook(STREAM, SETTINGS, WALL);

  private static Headcount count(int viewers, Quality quality) {
    return new Headcount(7, 3, viewers, viewers, 0, WALL, quality);
  }

  private static Catalogue.Entry row(BroadcastRef broadcast, long ended) {
    return new Catalogue.Entry(STREAM, broadcast, "title", ended);
  }

  @Test
  void unannouncedBroadcastBeginsWithItsFirstTab() {
    assertThat(book.beginsUnannounced(count(0, Quality.EXACT), WALL)).isFalse();
    assertThat(book.beginsUnannounced(count(1, Quality.EXACT), WALL + 9)).isTrue();
    assertThat(book.broadcast().broadcaster()).isEqualTo(BroadcasterId.UNKNOWN);
    assertThat(book.announced()).isFalse();
    assertThat(book.beginsUnannounced(count(1, Quality.EXACT), WALL + 10)).isFalse();
  }

  @Test
  void announcementIsOnAndKnownOnce() {
    assertThat(book.on(KIMS)).isTrue();
    assertThat(book.on(KIMS)).isFalse();
    assertThat(book.announced()).isTrue();
    assertThat(book.catalogued(row(KIMS, 0))).as("no news").isFalse();
  }

  @Test
  void cataloguedBroadcastIsOnUnlessItEndedOrANewerOneIs() {
    assertThat(book.catalogued(row(KIMS, WALL - 1))).as("over").isFalse();
    assertThat(book.catalogued(row(KIMS, 0))).isTrue();
    var older = new BroadcastRef(WALL - 9000, new BroadcasterId("lee"), new CategoryId("music"));
    assertThat(book.catalogued(row(older, 0))).isFalse();
    assertThat(book.broadcast()).isEqualTo(KIMS);
    assertThat(book.catalogued(row(KIMS, WALL))).as("its end is an order of its own").isFalse();
    assertThat(book.isOn(KIMS.startedAtMillis())).isTrue();
  }

  @Test
  void peakIsOfExactCountsOfOneBroadcast() {
    book.on(KIMS);
    book.observe(count(5, Quality.EXACT), 5, 0, WALL);
    book.observe(count(9, Quality.RECOVERING), 9, 0, WALL + 100);
    book.observe(count(4, Quality.EXACT), 9, 5, WALL + 200);
    assertThat(book.peak()).isEqualTo(5);
    book.on(new BroadcastRef(WALL, KIMS.broadcaster(), KIMS.category()));
    assertThat(book.peak()).isZero();
  }

  @Test
  void currentLineIsWrittenAtOnceThenByTheMinuteAndWhenItEnds() {
    book.on(KIMS);
    assertThat(lines(count(5, Quality.EXACT), WALL)).isEqualTo(1);
    assertThat(lines(count(6, Quality.EXACT), WALL + 1000)).isZero();
    assertThat(lines(count(6, Quality.EXACT), WALL + SETTINGS.currentEvery().toMillis()))
        .isEqualTo(1);
    assertThat(book.end(count(0, Quality.EXACT), WALL + 70_000))
        .anySatisfy(
            record ->
                assertThat(record)
                    .isInstanceOfSatisfying(
                        AudienceRecord.Current.class,
                        line -> assertThat(line.broadcast()).isEqualTo(KIMS)));
    assertThat(book.announced()).isFalse();
    assertThat(book.broadcast().startedAtMillis()).isGreaterThanOrEqualTo(WALL + 70_000);
  }

  private long lines(Headcount count, long wall) {
    return book.observe(count, 0, 0, wall).stream()
        .filter(AudienceRecord.Current.class::isInstance)
        .count();
  }

  @Test
  void sessionOfALostNodeEndsNotBeforeItBegan() {
    book.on(KIMS);
    var tab = Samples.tab();
    var lost = (AudienceRecord.Watched) book.lost(tab, 0, false);
    assertThat(lost.endedAtMillis()).isEqualTo(tab.joinedAtMillis());
    assertThat(lost.endedBy()).isEqualTo(EndedBy.NODE_LOST);
    var drained = (AudienceRecord.Watched) book.lost(tab, Long.MAX_VALUE, true);
    assertThat(drained.endedBy()).isEqualTo(EndedBy.DRAIN);
  }
}
