package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.AudienceRecord.Current;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.checkpoint.AudienceRecord.Watched;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final long AT = NOW.toEpochMilli();
  private static AuroraFixture database;

  @BeforeAll
  static void migrate() {
    database = AuroraFixture.at(NOW);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static BroadcastRef show(String category) {
    return new BroadcastRef(AT - 5_000, new BroadcasterId("b1"), new CategoryId(category));
  }

  static Watched watched(String stream, long session, long viewer, long from, long until) {
    return new Watched(
        new StreamId(stream),
        show("music"),
        new SessionId(session),
        new ViewerId(viewer),
        viewer < 0,
        AT + from,
        AT + until,
        until > 1000 ? EndedBy.CLOSE : EndedBy.NODE_LOST);
  }

  static HistoryStep step(String stream, long epoch, long at, long viewerSeconds) {
    return new HistoryStep(
        new StreamId(stream),
        show("music"),
        epoch,
        AT + at,
        viewerSeconds,
        1,
        9,
        2,
        3,
        4,
        10,
        10,
        1);
  }

  static Current current(String stream, long epoch, long version, int viewers, long asOf) {
    return new Current(
        new StreamId(stream),
        show("music"),
        epoch,
        version,
        viewers,
        viewers + 1,
        1,
        9,
        5,
        0,
        true,
        AT + asOf);
  }

  private static void write(AudienceRecord... records) {
    database.stores.writer().write(List.of(records)).toCompletableFuture().join();
  }

  private static List<String> of(String stream, String columns, String table) {
    return database.rows(
        "SELECT "
            + columns
            + " FROM "
            + table
            + " t JOIN streams s ON s.stream_key = t.stream_key WHERE s.stream_id = '"
            + stream
            + "' ORDER BY 1");
  }

  @Test
  void theSameBatchTwiceIsTheSameRows() {
    var batch = new ArrayList<AudienceRecord>();
    for (int i = 1; i <= 1000; i++) {
      batch.add(watched("twice", i, i % 7, i, 5_000 + i));
    }
    batch.add(step("twice", 3, 0, 70));
    batch.add(current("twice", 3, 8, 5, 0));
    write(batch.toArray(AudienceRecord[]::new));
    var sessions = of("twice", "session_id, viewer_id, watched_ms, ended_by", "user_sessions");
    var history = of("twice", "at, viewer_seconds, epoch", "viewer_history");
    write(batch.reversed().toArray(AudienceRecord[]::new));
    assertThat(of("twice", "session_id, viewer_id, watched_ms, ended_by", "user_sessions"))
        .hasSize(1000)
        .isEqualTo(sessions);
    assertThat(of("twice", "at, viewer_seconds, epoch", "viewer_history"))
        .hasSize(1)
        .isEqualTo(history);
    assertThat(of("twice", "viewers, epoch, version", "current_viewers")).containsExactly("5 3 8");
  }

  @Test
  void theLaterEndOfASessionWins() {
    write(watched("ends", 1, 10, 0, 900));
    write(watched("ends", 1, 10, 0, 4_000));
    write(watched("ends", 1, 10, 0, 2_000));
    assertThat(of("ends", "watched_ms, ended_by", "user_sessions")).containsExactly("4000 1");
    write(watched("ends", 2, 10, 0, 4_000), watched("ends", 2, 10, 0, 900));
    assertThat(of("ends", "session_id, watched_ms, ended_by", "user_sessions"))
        .containsExactly("1 4000 1", "2 4000 1");
  }

  @Test
  void aHigherEpochTellsTheStepAnewAndALowerOneNothing() {
    write(step("epochs", 5, 0, 100));
    write(step("epochs", 4, 0, 999));
    assertThat(of("epochs", "viewer_seconds, epoch", "viewer_history")).containsExactly("100 5");
    write(step("epochs", 6, 0, 120));
    assertThat(of("epochs", "viewer_seconds, epoch", "viewer_history")).containsExactly("120 6");
  }

  @Test
  void theCountIsNotLostToTheOrderOfAssignments() {
    write(current("trap", 5, 2, 10, 0));
    write(current("trap", 6, 1, 20, 1000)); // a new epoch begins at a low version
    assertThat(of("trap", "viewers, epoch, version", "current_viewers")).containsExactly("20 6 1");
    write(current("trap", 5, 9, 30, 2000));
    write(current("trap", 6, 0, 31, 2000));
    assertThat(of("trap", "viewers, epoch, version", "current_viewers")).containsExactly("20 6 1");
    write(current("trap", 6, 1, 21, 2000)); // the same version a minute later
    assertThat(of("trap", "viewers, epoch, version, as_of", "current_viewers"))
        .containsExactly("21 6 1 2026-11-21 12:00:02");
    write(current("trap", 6, 1, 22, 1500));
    assertThat(of("trap", "viewers", "current_viewers")).containsExactly("21");
  }

  @Test
  void viewersAreKnownByTheirBusinessDays() {
    write(watched("days", 1, 777, 0, 1000));
    write(watched("days", 2, 777, 4 * 3_600_000, 4 * 3_600_000 + 5)); // past midnight in Seoul
    write(watched("days", 3, -778, 0, 1000));
    assertThat(database.rows("SELECT * FROM users WHERE viewer_id IN (777, -778) ORDER BY 1"))
        .containsExactly("-778 1 2026-11-21 2026-11-21", "777 0 2026-11-21 2026-11-22");
  }

  @Test
  void anUnannouncedStreamIsCalledByItsId() {
    var nobody = new BroadcastRef(AT, BroadcasterId.UNKNOWN, CategoryId.UNCATEGORIZED);
    write(
        new Watched(
            new StreamId("quiet"),
            nobody,
            new SessionId(1),
            new ViewerId(1),
            false,
            AT,
            AT + 1,
            EndedBy.LEAVE));
    assertThat(
            database.rows(
                "SELECT s.title, b.broadcaster_id, c.category_id, s.started_at FROM streams s JOIN"
                    + " broadcasters b USING (broadcaster_key) JOIN categories c ON c.category_key"
                    + " = s.category_key WHERE stream_id = 'quiet'"))
        .containsExactly("quiet unknown uncategorized 2026-11-21 12:00:00");
  }

  @Test
  void writersAtOnceDoNotLoseRows() {
    var all = new ArrayList<CompletableFuture<Void>>();
    for (int writer = 0; writer < 6; writer++) {
      var batch = new ArrayList<AudienceRecord>();
      for (int i = 1; i <= 200; i++) {
        batch.add(watched("busy" + i % 5, 1 + (i * 37L) % 200, i, 0, 1000 + writer));
      }
      all.add(database.stores.writer().write(batch).toCompletableFuture());
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    assertThat(
            database.rows(
                "SELECT COUNT(*), MIN(watched_ms) FROM user_sessions u JOIN streams s USING"
                    + " (stream_key) WHERE stream_id LIKE 'busy%'"))
        .containsExactly("200 1005");
  }

  @Test
  void onlyTheRecordsOwnFaultIsPoison() {
    assertThat(RecordWriter.isPoison(new java.sql.SQLException("too long", "22001"))).isTrue();
    assertThat(RecordWriter.isPoison(new java.sql.SQLException("gone", "08S01"))).isFalse();
    assertThat(RecordWriter.isPoison(new java.sql.SQLException("no table", "42S02"))).isFalse();
    assertThat(RecordWriter.isPoison(new java.util.concurrent.RejectedExecutionException()))
        .isFalse();
  }
}
