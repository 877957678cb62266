package headcount.audience.synth;

import headcount.audience.BusinessDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many watch a broadcast, slot by slot: its size, the hour's and the day's factor, what happens
 * in it, and chance. In 3 of 1,000 broadcasts some slots were not observed, in 10 some seconds were
 * recovering. Thread-safe.
 */
public final class Viewing {
  private static final long SLOT = SynthPlan.SLOT.toMillis();
  private static final double HOUR_MILLIS = 3_600_000;
  private static final double WOBBLE = 0.04;
  private static final double UNOBSERVED = 0.003;
  private static final double RECOVERING = 0.01;
  private static final int RECOVERING_SECONDS = 35;
  private static final double STAY_SECONDS = 800;
  private static final double ANONYMOUS = 0.27;

  private final Programme programme;
  private final long first;
  private final long until;

  /** Of a programme; nothing is seen of what lies before the plan's begin or after its end. */
  public Viewing(Programme programme) {
    this.programme = programme;
    this.first = programme.plan().first().start().toEpochMilli();
    this.until = programme.plan().until().toEpochMilli();
  }

  /** Every slot that has ended, in order. */
  public List<Step> of(Aired aired) {
    return of(aired, first, until);
  }

  /** Those that begin in the half-open range. */
  public List<Step> of(Aired aired, long from, long to) {
    var profile = Profile.of(aired);
    var start = Math.max(Math.max(from, first), Math.floorDiv(aired.started(), SLOT) * SLOT);
    var end = Math.min(Math.min(to, until), aired.ended());
    var slots = Math.max(1, (aired.ended() - aired.started()) / SLOT);
    var oddSlot = aired.started() + SLOT * (long) (Draws.unit(aired.seed(), 3) * slots);
    var odd = Draws.unit(aired.seed(), 4);
    var out = new ArrayList<Step>((int) Math.max(0, (end - start) / SLOT + 1));
    for (var at = start; at < end; at += SLOT) {
      var live = seconds(Math.min(aired.ended(), at + SLOT) - Math.max(aired.started(), at));
      if (live > 0) {
        var isOdd = oddSlot >= at && oddSlot < at + SLOT;
        if (isOdd && odd < UNOBSERVED) {
          out.add(new Step(at, 0, 0, 0, 0, 0, 0, live, 0, 0));
        } else {
          var recovering = isOdd && odd < UNOBSERVED + RECOVERING ? RECOVERING_SECONDS : 0;
          out.add(step(aired, profile, at, live, Math.min(live, recovering)));
        }
      }
    }
    return out;
  }

  private Step step(Aired aired, Profile profile, long at, int live, int recovering) {
    var middle = at + SLOT / 2.0;
    var viewers = viewers(aired, profile, at, middle);
    var swing = WOBBLE * Draws.unit(aired.seed(), at + 1);
    var seconds = Math.round(viewers * live);
    var share = ANONYMOUS * (0.8 + 0.4 * Draws.unit(aired.seed(), 5));
    var highest = viewers * (1 + swing);
    if (profile.raidedWithin(at, at + SLOT)) {
      highest = viewers - profile.raiders(middle) + Profile.RAIDERS;
    }
    var turnover = seconds / STAY_SECONDS;
    var change = viewers - viewers(aired, profile, at - SLOT, middle - SLOT);
    return new Step(
        at,
        seconds,
        Math.round(seconds * share),
        (int) Math.ceil(highest),
        (int) Math.floor(viewers * (1 - swing)),
        (int) Math.round(turnover + Math.max(0, change)),
        (int) Math.round(turnover + Math.max(0, -change)),
        live,
        live,
        recovering);
  }

  private double viewers(Aired aired, Profile profile, long at, double middle) {
    if (middle < aired.started() - SLOT / 2.0) {
      return 0;
    }
    var day = BusinessDay.of(Instant.ofEpochMilli(at));
    var hour = (middle - day.start().toEpochMilli()) / HOUR_MILLIS;
    var moment = Math.clamp(middle, (double) aired.started(), (double) aired.ended());
    var wobble = 1 + WOBBLE * (2 * Draws.unit(aired.seed(), at) - 1);
    return aired.size()
            * programme.habits().factor(hour)
            * programme.ofDay(day)
            * profile.factor(moment)
            * wobble
        + profile.raiders(moment);
  }

  private static int seconds(long millis) {
    return (int) ((millis + 500) / 1000);
  }
}
