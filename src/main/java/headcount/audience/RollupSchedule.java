package headcount.audience;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which stretch of the past is to be summed up next. Each is summed three times: soon, when late
 * records are in, and when nothing is to be expected any more. A later pass stands for the earlier
 * ones, so that a job that was away sums what it missed once. Pure.
 */
public final class RollupSchedule {
  private static final int SLOTS_AT_ONCE = 12;

  /** What is summed. */
  public enum Job {
    /** Platform and categories, by slots of five minutes. */
    SLOTS,
    /** Every scope, by business days. */
    DAYS
  }

  /** How long after its end. */
  public enum Pass {
    PROVISIONAL(Duration.ofMinutes(15)),
    SETTLED(Duration.ofHours(2)),
    FINAL(Duration.ofHours(26));

    private final Duration after;

    Pass(Duration after) {
      this.after = after;
    }

    /** The wait between the end of a stretch and its sums. */
    public Duration after() {
      return after;
    }
  }

  /** One pass of one job, which goes through time by itself. */
  public record Part(Job job, Pass pass) {
    /** Every one, in the order in which they are looked at: the latest pass first. */
    public static final List<Part> ALL = all();

    private static List<Part> all() {
      var out = new ArrayList<Part>();
      for (var pass : List.of(Pass.FINAL, Pass.SETTLED, Pass.PROVISIONAL)) {
        for (var job : Job.values()) {
          out.add(new Part(job, pass));
        }
      }
      return List.copyOf(out);
    }

    /** As its progress is kept: {@code slots-final}. */
    public String text() {
      return (job + "-" + pass).toLowerCase(Locale.ROOT);
    }
  }

  /** What to sum: a half-open stretch on the job's borders. */
  public record Work(Part part, Instant from, Instant to) {}

  private final Duration slot;

  /**
   * @param slot how long one is; divides a day
   */
  public RollupSchedule(Duration slot) {
    this.slot = slot;
  }

  /**
   * The next piece; empty when everything is done that is due.
   *
   * @param done until when each part is done; one that never ran is missing
   * @param oldest from when on there is something to sum
   */
  public Optional<Work> next(Map<Part, Instant> done, Instant oldest, Instant now) {
    for (var part : Part.ALL) {
      var from = reached(part, done, oldest);
      var due = due(part, now);
      if (from.isBefore(due)) {
        var most =
            from.plus(
                part.job() == Job.DAYS ? BusinessDay.LENGTH : slot.multipliedBy(SLOTS_AT_ONCE));
        return Optional.of(new Work(part, from, most.isBefore(due) ? most : due));
      }
    }
    return Optional.empty();
  }

  /** How much of the past is due in that part and not done; zero when it keeps up. */
  public Duration lag(Part part, Map<Part, Instant> done, Instant oldest, Instant now) {
    var behind = Duration.between(reached(part, done, oldest), due(part, now));
    return behind.isNegative() ? Duration.ZERO : behind;
  }

  /** Until when a part is done at the most, of rows that end with {@code until}. */
  public Instant doneBy(Part part, Instant until, Instant now) {
    var ended = border(part.job(), until);
    var due = due(part, now);
    return due.isBefore(ended) ? due : ended;
  }

  /** The border at or before the moment. */
  public Instant border(Job job, Instant moment) {
    return switch (job) {
      case DAYS -> BusinessDay.of(moment).start();
      case SLOTS -> {
        var millis = slot.toMillis();
        yield Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), millis) * millis);
      }
    };
  }

  private Instant due(Part part, Instant now) {
    return border(part.job(), now.minus(part.pass().after()));
  }

  private Instant reached(Part part, Map<Part, Instant> done, Instant oldest) {
    var reached = border(part.job(), oldest);
    for (var pass : Pass.values()) {
      if (pass.compareTo(part.pass()) >= 0) {
        var other = done.get(new Part(part.job(), pass));
        if (other != null && other.isAfter(reached)) {
          reached = other;
        }
      }
    }
    return reached;
  }
}
