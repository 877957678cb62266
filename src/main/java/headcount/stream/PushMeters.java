package headcount.stream;

import headcount.presence.PushBudget;
import headcount.telemetry.Meters;
import java.util.function.Supplier;

/** Makes a node's budget for pushes, and shows what becomes of it. */
final class PushMeters {
  private static final double SECOND = 1e9;

  private PushMeters() {}

  static PushBudget budget(
      StreamSettings settings, Supplier<Edge> edge, Clocks clocks, Meters meters) {
    var budget =
        new PushBudget(
            settings.pushShare(), settings.pace().longestNanos(), () -> edge.get().frameNanos());
    meters.total(
        "push.stretched",
        "Counts that were pushed later than their audience alone asks for, to stay within the share.",
        budget,
        PushBudget::stretched);
    meters.gauge(
        "push.ahead.seconds",
        "How far ahead the loops' share for pushes is spent.",
        () -> budget.aheadNanos(clocks.now()) / SECOND);
    return budget;
  }
}
