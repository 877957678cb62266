package headcount.audience.synth;

import headcount.presence.EndedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who watched a broadcast: a sample of its tabs, as large as the plan says. They come as its
 * viewers do, stay lognormally (5 min in the median, σ 1.4) and to its end at most; three of five
 * are regular viewers of the broadcaster, a quarter are anonymous. Thread-safe.
 */
public final class Crowd {
  static final double MEDIAN_SECONDS = 300;
  static final double SIGMA = 1.4;

  private static final double REGULAR = 0.6;
  private static final double REGULARS_PER_TAB = 1.5;
  private static final double ANONYMOUS = 0.25;
  private static final long LONGEST_MILLIS = 24 * 3_600_000L;

  private final SynthPlan plan;
  private final double tabsPerSecond;
  private final long until;

  /** Of that plan. */
  public Crowd(SynthPlan plan) {
    this.plan = plan;
    this.until = plan.until().toEpochMilli();
    this.tabsPerSecond =
        plan.sessions() / (plan.streams() * SynthPlan.VIEWERS_PER_STREAM * plan.days() * 86_400);
  }

  /** The tabs that have gone by the plan's end. */
  public List<Watched> of(Aired aired, List<Step> steps) {
    var sums = new long[steps.size()];
    var sum = 0L;
    for (int i = 0; i < sums.length; i++) {
      sum += steps.get(i).viewerSeconds();
      sums[i] = sum;
    }
    var draws = Draws.of(aired.seed(), 7, 0, 0);
    var tabs = (int) (sum * tabsPerSecond + draws.nextDouble());
    var out = new ArrayList<Watched>(sum == 0 ? 0 : tabs);
    for (int i = 0; i < tabs && sum > 0; i++) {
      var slot = slot(sums, draws.nextLong(sum));
      var tab = tab(aired, steps.get(slot), draws, i);
      if (tab.until() <= until) {
        out.add(tab);
      }
    }
    return out;
  }

  /** The person's id in the database; every person has another. */
  public long viewer(int person) {
    return Draws.mixed(plan.seed() + person);
  }

  /** Whether the person never signed in. */
  public boolean anonymous(int person) {
    return Draws.unit(plan.seed() + 8, person) < ANONYMOUS;
  }

  private Watched tab(Aired aired, Step step, SplittableRandom draws, int number) {
    var from = Math.max(step.atMillis(), aired.started());
    var to = Math.min(step.atMillis() + SynthPlan.SLOT.toMillis(), aired.ended());
    var joined = from + draws.nextLong(Math.max(1, to - from));
    var stay = (long) (1000 * MEDIAN_SECONDS * Math.exp(SIGMA * draws.nextGaussian()));
    var gone = joined + Math.clamp(stay, 1, LONGEST_MILLIS);
    var person = person(aired, draws);
    return new Watched(
        person,
        viewer(person),
        anonymous(person),
        Draws.mixed(aired.seed() + number),
        joined,
        Math.min(gone, aired.ended()),
        gone > aired.ended() ? EndedBy.ENDED : draws.nextBoolean() ? EndedBy.LEAVE : EndedBy.CLOSE);
  }

  /** Regulars are found by the broadcaster, the keenest more often; anybody else by chance. */
  private int person(Aired aired, SplittableRandom draws) {
    var people = plan.viewers();
    if (draws.nextDouble() >= REGULAR) {
      return draws.nextInt(people);
    }
    var perBroadcast = aired.size() * tabsPerSecond * Airing.MEDIAN_HOURS * 3600 * REGULARS_PER_TAB;
    var keen = draws.nextDouble();
    var regular = (long) ((5 + perBroadcast * 3) * keen * keen);
    return (int)
        Math.floorMod(Draws.seed(plan.seed(), 9, aired.broadcaster(), regular), (long) people);
  }

  private static int slot(long[] sums, long lot) {
    var low = 0;
    var high = sums.length - 1;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (sums[middle] > lot) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
