package headcount.store.aurora;

import headcount.audience.BusinessDay;
import headcount.audience.synth.Crowd;
import headcount.audience.synth.SynthPlan;
import headcount.audience.synth.Watched;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.IntStream;

/** On which days each person watched first and last; 4 bytes a person. Not thread-safe. */
final class SynthPeople {
  private static final short NEVER = Short.MAX_VALUE;

  private final SynthPlan plan;
  private final short[] first;
  private final short[] last;

  SynthPeople(SynthPlan plan) {
    this.plan = plan;
    this.first = new short[plan.sessions() == 0 ? 0 : plan.viewers()];
    this.last = new short[first.length];
    Arrays.fill(first, NEVER);
  }

  void watched(Watched tab) {
    var person = tab.person();
    first[person] = (short) Math.min(first[person], day(tab.joined()));
    last[person] = (short) Math.max(last[person], day(Math.max(tab.joined(), tab.until())));
  }

  boolean freshOn(int person, BusinessDay day) {
    return first[person] >= number(day);
  }

  /** Writes everybody who watched, in the order of their ids. */
  void write(BulkLoad.Table users, Crowd crowd) throws SQLException {
    var people =
        IntStream.range(0, first.length)
            .filter(person -> first[person] != NEVER)
            .boxed()
            .sorted(java.util.Comparator.comparingLong(crowd::viewer))
            .toList();
    for (var person : people) {
      users
          .number(crowd.viewer(person))
          .number(crowd.anonymous(person) ? 1 : 0)
          .text(plan.first().plus(first[person]).toString())
          .text(plan.first().plus(last[person]).toString())
          .end();
    }
  }

  private short day(long millis) {
    return number(BusinessDay.of(Instant.ofEpochMilli(millis)));
  }

  private short number(BusinessDay day) {
    return (short) ChronoUnit.DAYS.between(plan.first().date(), day.date());
  }
}
