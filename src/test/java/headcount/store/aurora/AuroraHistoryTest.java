package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.audience.History.Point;
import headcount.audience.Steps;
import headcount.presence.BroadcasterId;
import headcount.presence.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuroraHistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:17:00Z");
  private static final Duration FIVE = Duration.ofMinutes(5);
  private AuroraFixture database;

  @BeforeEach
  void fill() {
    database = AuroraFixture.at(NOW);
    database.run("INSERT INTO broadcasters VALUES (1, 'b1', 'One')");
    database.run("INSERT INTO categories VALUES (1, 'c1', 'One')");
    stream(1, "s1", "11:00:00", "'2026-11-21 12:02:30'");
    stream(2, "s1", "12:02:30", "NULL"); // the same stream, a broadcast later
    stream(3, "s2", "12:05:00", "NULL");
    slot(1, "12:00", "3000, 0, 20, 10, 7, 1, 150, 150, 0");
    slot(2, "12:00", "1500, 0, 30, 5, 1, 0, 150, 150, 150"); // never exact
    slot(2, "12:05", "6000, 0, 25, 15, 4, 2, 300, 200, 20");
    slot(3, "12:05", "3000, 0, 12, 8, 2, 2, 300, 300, 0");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void stream(int key, String id, String started, String ended) {
    database.run(
        "INSERT INTO streams VALUES (%d, '%s', 1, 1, 'x', '2026-11-21 %s', %s)"
            .formatted(key, id, started, ended));
  }

  private void slot(int key, String at, String figures) {
    database.run(
        "INSERT INTO viewer_history VALUES (%d, '2026-11-21 %s:00', 1, 1, %s, 1)"
            .formatted(key, at, figures));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-21T" + time + ":00Z");
  }

  private static Steps steps(String from, String to, Duration step) {
    return new Steps(at(from), at(to), step, ZoneOffset.UTC);
  }

  private List<Point> ofStream(String from, String to, Duration step) {
    var history = database.stores.history(new Uncached());
    return history
        .ofStream(new StreamId("s1"), steps(from, to, step))
        .toCompletableFuture()
        .join()
        .orElseThrow()
        .value();
  }

  @Test
  void pointsStandOnBordersAndGapsAreNull() {
    assertUsualPoints();
  }

  private void assertUsualPoints() {
    assertThat(ofStream("11:55", "12:15", FIVE))
        .containsExactly(
            new Point(at("11:55"), null, null, null, null, null, null, null),
            new Point(at("12:00"), 15.0, 20L, 10L, 8L, 1L, 1.0, 150L),
            new Point(at("12:05"), 30.0, 25L, 15L, 4L, 2L, 200 / 300.0, 20L),
            new Point(at("12:10"), null, null, null, null, null, null, null));
  }

  @Test
  void onlyStepsThatHaveEndedAreShown() {
    assertThat(ofStream("12:05", "12:30", FIVE))
        .extracting(Point::at)
        .containsExactly(at("12:05"), at("12:10"));
    assertThat(ofStream("12:00", "13:00", Duration.ofHours(1))).isEmpty();
  }

  @Test
  void manyBroadcastsAreReadAsFewAre() {
    for (int i = 0; i < 12; i++) { // each of 5 s, before those that have slots
      stream(10 + i, "s1", "10:30:%02d".formatted(5 * i), "'2026-11-21 10:31:00'");
    }
    slot(10, "10:30", "300, 0, 9, 1, 1, 0, 30, 30, 0");
    assertUsualPoints();
    assertThat(ofStream("10:30", "10:35", FIVE)).extracting(Point::peak).containsExactly(9L);
  }

  @Test
  void aBroadcastThatBeganDaysBeforeIsRead() {
    database.run("UPDATE streams SET started_at = '2026-11-18 11:00:00' WHERE stream_key = 2");
    for (int i = 0; i < 2; i++) {
      var day = "2026-11-%d 11:00:00".formatted(19 + i);
      database.run(
          "INSERT INTO streams VALUES (%d, 's1', 1, 1, 'x', '%s', '%s')"
              .formatted(30 + i, day, day));
    }
    assertUsualPoints();
  }

  @Test
  void aMonthIsReadByManyAndNothingOfItIsMissingOrDoubled() {
    // one broadcast on both sides of each cut
    database.run(
        "INSERT INTO streams VALUES (40, 's1', 1, 1, 'x', '2026-10-22 11:00', '2026-11-21 10:00')");
    var begin = Instant.parse("2026-10-22T12:00:00Z");
    var slots = (int) Duration.between(begin, at("09:00")).toHours() / 3; // at each cut, too
    var rows = new StringJoiner(",");
    for (int i = 0; i < slots; i++) {
      var slot = begin.plus(Duration.ofHours(3L * i)).toString().replaceAll("[TZ]", " ").trim();
      rows.add("(40, '%s', 1, 1, 300, 0, %d, 1, 1, 0, 300, 300, 0, 1)".formatted(slot, 100 + i));
    }
    database.run("INSERT INTO viewer_history VALUES " + rows);
    var steps = new Steps(begin, at("12:00"), Duration.ofHours(1), ZoneOffset.UTC);
    var points =
        database
            .stores
            .history(new Uncached())
            .ofStream(new StreamId("s1"), steps)
            .toCompletableFuture()
            .join()
            .orElseThrow()
            .value();
    assertThat(points.stream().map(Point::peak).filter(Objects::nonNull))
        .containsExactlyElementsOf(LongStream.range(100, 100 + slots).boxed().toList());
    assertThat(points.stream().map(Point::average).filter(Objects::nonNull)).containsOnly(1.0);
  }

  @Test
  void whatWasCountedAfterItsEndIsShownWithinAnHour() {
    database.run("UPDATE streams SET ended_at = '2026-11-20 23:10:00' WHERE stream_key = 1");
    assertThat(ofStream("12:00", "12:05", FIVE))
        .as("an end an hour before the day, obeyed late")
        .extracting(Point::peak)
        .containsExactly(20L);
    database.run("UPDATE streams SET ended_at = '2026-11-20 22:00:00' WHERE stream_key = 1");
    assertThat(ofStream("12:00", "12:05", FIVE))
        .as("a broadcast that was over the day before is not looked into")
        .extracting(Point::joins)
        .containsExactly(1L);
  }

  @Test
  void longerStepsWeighBySeconds() {
    var points = ofStream("12:00", "12:10", Duration.ofMinutes(10));
    assertThat(points).hasSize(1);
    assertThat(points.getFirst().average()).isEqualTo(10_500 / 500.0);
    assertThat(points.getFirst().peak()).isEqualTo(25);
    assertThat(points.getFirst().low()).isEqualTo(10);
    assertThat(points.getFirst().joins()).isEqualTo(12);
  }

  @Test
  void aBroadcastersAirtimeCountsOnce() {
    var points =
        database
            .stores
            .history(new Uncached())
            .ofBroadcaster(new BroadcasterId("b1"), steps("12:00", "12:10", FIVE))
            .toCompletableFuture()
            .join()
            .orElseThrow()
            .value();
    assertThat(points.get(0).average()).isEqualTo(15.0); // 300 s, one after the other
    // two at once: 300 s on the air, 500 of 600 s observed
    assertThat(points.get(1).average()).isEqualTo(9000 / 250.0);
    assertThat(points.get(1).peak()).isEqualTo(36);
  }

  @Test
  void aDatabaseOfTheVersionBeforeIsToBeMigrated() {
    database.run("ALTER TABLE streams DROP KEY by_stream");
    assertThatThrownBy(() -> ofStream("11:55", "12:15", FIVE))
        .hasMessageContaining("run ./headcount migrate first");
  }

  @Test
  void nobodyKnowsAStreamThatNeverWas() {
    var history = database.stores.history(new Uncached());
    assertThat(
            history
                .ofStream(new StreamId("never"), steps("12:00", "12:10", FIVE))
                .toCompletableFuture()
                .join())
        .isEmpty();
    assertThat(
            history
                .ofBroadcaster(new BroadcasterId("never"), steps("12:00", "12:10", FIVE))
                .toCompletableFuture()
                .join())
        .isEmpty();
  }
}
