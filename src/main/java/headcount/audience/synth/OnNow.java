package headcount.audience.synth;

import headcount.audience.BusinessDay;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stream that is on at the plan's end.
 *
 * @param viewers of the last slot
 * @param mean of the last half hour
 */
public record OnNow(StreamId stream, BroadcastRef broadcast, int viewers, int mean) {
  private static final int HALF_HOUR_SLOTS = 6;
  private static final double HALF_HOUR_SECONDS = 1_800;

  /** All of them. */
  public static List<OnNow> of(SynthPlan plan) {
    var programme = new Programme(plan);
    var viewing = new Viewing(programme);
    var until = plan.until().toEpochMilli();
    var today = BusinessDay.of(plan.until().minusMillis(1));
    return Stream.of(today.plus(-1), today)
        .flatMap(day -> programme.startingOn(day).stream())
        .filter(aired -> aired.started() < until && aired.endedBy(until) == 0)
        .flatMap(aired -> of(aired, viewing.of(aired)))
        .toList();
  }

  private static Stream<OnNow> of(Aired aired, List<Step> steps) {
    if (steps.isEmpty()) {
      return Stream.of();
    }
    var last = steps.getLast();
    var recent = steps.subList(Math.max(0, steps.size() - HALF_HOUR_SLOTS), steps.size());
    var seconds = recent.stream().mapToLong(Step::viewerSeconds).sum();
    return Stream.of(
        new OnNow(
            new StreamId(Names.streamId(aired.broadcaster())),
            new BroadcastRef(
                aired.started(),
                new BroadcasterId(Names.broadcasterId(aired.broadcaster())),
                new CategoryId(Names.categoryId(aired.category()))),
            Math.toIntExact(last.viewerSeconds() / last.liveSeconds()),
            (int) Math.round(seconds / HALF_HOUR_SECONDS)));
  }
}
