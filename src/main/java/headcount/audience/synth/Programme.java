package headcount.audience.synth;

import headcount.audience.BusinessDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who broadcasts when. A broadcaster's broadcasts follow each other: one ends 10 minutes before the
 * next begins at the latest. Thread-safe.
 */
public final class Programme {
  /** How many categories there are. */
  public static final int CATEGORIES = 200;

  private static final double HOUR_MILLIS = 3_600_000;
  private static final long BETWEEN_MILLIS = 600_000;
  private static final long SHORTEST_MILLIS = 60_000;
  private static final long NEVER = Long.MAX_VALUE;
  private static final double FAITHFUL = 0.8;
  private static final double LUCK = 0.12;

  private final SynthPlan plan;
  private final Habits habits;
  private final ConcurrentHashMap<Long, Double> days = new ConcurrentHashMap<>();
  private final double[] categories = new double[CATEGORIES];

  /** Fits everybody's habits to the plan; takes a second or so. */
  public Programme(SynthPlan plan) {
    this.plan = plan;
    this.habits = new Habits(plan);
    var shares = Sizes.shares(CATEGORIES, 1.1, 1);
    var sum = 0.0;
    for (int i = 0; i < CATEGORIES; i++) {
      sum += shares[i];
      categories[i] = sum;
    }
  }

  public SynthPlan plan() {
    return plan;
  }

  /** The factor of the day on every broadcast. */
  double ofDay(BusinessDay day) {
    return days.computeIfAbsent(day.date().toEpochDay(), _ -> DayCurve.ofDay(plan.seed(), day));
  }

  Habits habits() {
    return habits;
  }

  /** The broadcasts that begin on the day, in the order in which they do. */
  public List<Aired> startingOn(BusinessDay day) {
    var out = new ArrayList<Aired>();
    for (int broadcaster = 0; broadcaster < plan.broadcasters(); broadcaster++) {
      for (int nth = 0; nth < habits.perDay(); nth++) {
        var started = start(broadcaster, nth, day);
        if (started != NEVER) {
          var draws = Draws.of(plan.seed(), 5, broadcaster, number(day, nth));
          var planned = started + (long) (habits.airing(broadcaster).hours(draws) * HOUR_MILLIS);
          var ended = Math.min(planned, next(broadcaster, day, started) - BETWEEN_MILLIS);
          if (ended - started >= SHORTEST_MILLIS) {
            var luck = Math.exp(LUCK * draws.nextGaussian() - LUCK * LUCK / 2);
            var size = habits.size(broadcaster) * luck;
            var category = category(broadcaster, draws.nextDouble(), draws.nextDouble());
            out.add(new Aired(broadcaster, category, started, ended, size, draws.nextLong()));
          }
        }
      }
    }
    out.sort(Comparator.comparingLong(Aired::started).thenComparingInt(Aired::broadcaster));
    return out;
  }

  private long next(int broadcaster, BusinessDay day, long after) {
    var next = NEVER;
    for (int ahead = 0; ahead < 2; ahead++) {
      for (int nth = 0; nth < habits.perDay(); nth++) {
        var start = start(broadcaster, nth, day.plus(ahead));
        if (start > after && start < next) {
          next = start;
        }
      }
    }
    return next;
  }

  private long start(int broadcaster, int nth, BusinessDay day) {
    var draws = Draws.of(plan.seed(), 4, broadcaster, number(day, nth));
    if (!habits.airing(broadcaster).takes(day, Draws.unit(plan.seed() + 7 + nth, broadcaster))) {
      return NEVER;
    }
    var hour = habits.usual(broadcaster, nth) + Airing.late(draws);
    return day.start().toEpochMilli() + (long) (((hour % 24 + 24) % 24) * HOUR_MILLIS);
  }

  private long number(BusinessDay day, int nth) {
    return day.date().toEpochDay() * habits.perDay() + nth;
  }

  /** Mostly its own; otherwise any, the frequent ones more often. */
  private int category(int broadcaster, double faith, double other) {
    var at = faith < FAITHFUL ? Draws.unit(plan.seed() + 6, broadcaster) : other;
    var found = java.util.Arrays.binarySearch(categories, at);
    return Math.min(CATEGORIES - 1, found < 0 ? -found - 1 : found);
  }
}
