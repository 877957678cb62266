package headcount.audience;

import static headcount.audience.RollupSchedule.Job.DAYS;
import static headcount.audience.RollupSchedule.Job.SLOTS;
import static headcount.audience.RollupSchedule.Pass.FINAL;
import static headcount.audience.RollupSchedule.Pass.PROVISIONAL;
import static headcount.audience.RollupSchedule.Pass.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import headcount.audience.RollupSchedule.Part;
import headcount.audience.RollupSchedule.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollupScheduleTest {
  private static final RollupSchedule SCHEDULE = new RollupSchedule(Duration.ofMinutes(5));

  private static Instant at(String time) {
    return Instant.parse("2026-11-" + time + ":00Z");
  }

  /** Does everything that is due, and says what that was. */
  private static List<Work> worked(Map<Part, Instant> done, Instant oldest, Instant now) {
    var out = new ArrayList<Work>();
    for (var work = SCHEDULE.next(done, oldest, now);
        work.isPresent();
        work = SCHEDULE.next(done, oldest, now)) {
      out.add(work.get());
      done.put(work.get().part(), work.get().to());
    }
    return out;
  }

  private static Map<Part, Instant> doneAt(Instant oldest, Instant now) {
    var done = new HashMap<Part, Instant>();
    worked(done, oldest, now);
    return done;
  }

  @Test
  void aSlotIsSummedThreeTimes() {
    var done = doneAt(at("20T12:00"), at("20T20:14"));
    assertThat(worked(done, at("20T12:00"), at("20T20:15")))
        .containsExactly(
            new Work(new Part(SLOTS, SETTLED), at("20T18:10"), at("20T18:15")),
            new Work(new Part(SLOTS, PROVISIONAL), at("20T19:55"), at("20T20:00")));
    assertThat(worked(done, at("20T12:00"), at("20T20:19"))).isEmpty();
    // 26 hours after its end
    done = doneAt(at("20T12:00"), at("21T22:04"));
    assertThat(worked(done, at("20T12:00"), at("21T22:05")))
        .contains(new Work(new Part(SLOTS, FINAL), at("20T20:00"), at("20T20:05")));
  }

  @Test
  void aDayIsSummedAQuarterTwoAndTwentySixHoursAfterItsMidnight() {
    var oldest = at("20T15:00");
    var done = doneAt(oldest, at("21T15:14"));
    assertThat(done).doesNotContainKey(new Part(DAYS, PROVISIONAL));
    assertThat(worked(done, oldest, at("21T15:15")))
        .contains(new Work(new Part(DAYS, PROVISIONAL), at("20T15:00"), at("21T15:00")));
    worked(done, oldest, at("21T16:59"));
    assertThat(done).doesNotContainKey(new Part(DAYS, SETTLED));
    assertThat(worked(done, oldest, at("21T17:00")))
        .contains(new Work(new Part(DAYS, SETTLED), at("20T15:00"), at("21T15:00")));
    worked(done, oldest, at("22T16:59"));
    assertThat(done).doesNotContainKey(new Part(DAYS, FINAL));
    assertThat(worked(done, oldest, at("22T17:00")))
        .contains(new Work(new Part(DAYS, FINAL), at("20T15:00"), at("21T15:00")));
  }

  @Test
  void whatWasMissedIsSummedOnceByTheLatestPass() {
    var work = worked(new HashMap<>(), at("15T03:07"), at("20T12:00"));
    var minutes = new HashMap<Instant, Integer>();
    for (var each : work) {
      if (each.part().job() == SLOTS) {
        for (var slot = each.from(); slot.isBefore(each.to()); slot = slot.plusSeconds(300)) {
          minutes.merge(slot, 1, Integer::sum);
        }
      }
    }
    assertThat(minutes.values()).containsOnly(1);
    assertThat(minutes)
        .hasSize(
            (int)
                Duration.between(at("15T03:05"), at("20T11:45")).dividedBy(Duration.ofMinutes(5)));
    // the 15th (which began at 15:00 of the 14th) to the 19th in Seoul, each once
    assertThat(work.stream().filter(each -> each.part().job() == DAYS).map(Work::from))
        .containsExactly(
            at("14T15:00"), at("15T15:00"), at("16T15:00"), at("17T15:00"), at("18T15:00"));
  }

  @Test
  void piecesAreShort() {
    assertThat(worked(new HashMap<>(), at("18T00:00"), at("20T12:00")))
        .allSatisfy(
            each ->
                assertThat(Duration.between(each.from(), each.to()))
                    .isLessThanOrEqualTo(
                        each.part().job() == DAYS ? Duration.ofDays(1) : Duration.ofHours(1)));
  }

  @Test
  void lagIsWhatIsDueAndNotDone() {
    var oldest = at("20T12:00");
    var part = new Part(SLOTS, PROVISIONAL);
    var done = doneAt(oldest, at("20T13:00"));
    assertThat(SCHEDULE.lag(part, done, oldest, at("20T13:04"))).isZero();
    assertThat(SCHEDULE.lag(part, done, oldest, at("20T14:00"))).isEqualTo(Duration.ofHours(1));
    assertThat(SCHEDULE.lag(new Part(DAYS, FINAL), done, oldest, at("20T14:00"))).isZero();
  }

  @Test
  void nothingIsOlderThanTheOldest() {
    assertThat(SCHEDULE.next(Map.of(), at("20T12:00"), at("20T12:19"))).isEmpty();
    assertThat(SCHEDULE.next(Map.of(), at("20T12:00"), at("20T12:20")))
        .contains(new Work(new Part(SLOTS, PROVISIONAL), at("20T12:00"), at("20T12:05")));
  }
}
