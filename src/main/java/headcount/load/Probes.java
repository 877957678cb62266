package headcount.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Times how long a join or leave takes to show on another tab's screen: each probe has a stream of
 * its own, so the number on the screen tells without doubt. For one thread.
 */
final class Probes {
  private record Pending(boolean on, long sinceNanos) {}

  private final Ledger ledger;
  private final LongSupplier nanos;
  private final Map<Integer, Cast.Probe> byStream = new HashMap<>();
  private final Map<Integer, Screen> watching = new HashMap<>();
  private final Map<Integer, Pending> pending = new HashMap<>();

  Probes(List<Cast.Probe> probes, Ledger ledger, LongSupplier nanos) {
    this.ledger = ledger;
    this.nanos = nanos;
    probes.forEach(probe -> byStream.put(probe.stream(), probe));
  }

  /** The screens that are looked at, by stream. */
  void watch(List<Tab> tabs) {
    byStream.forEach((stream, probe) -> watching.put(stream, tabs.get(probe.watching()).screen()));
  }

  /** The toggling tab joins or leaves. */
  void toggled(int stream, boolean on, long sinceNanos) {
    if (pending.put(stream, new Pending(on, sinceNanos)) != null) {
      ledger.tally.unseenProbes++;
    }
  }

  /** A screen shows a count. */
  void seen(Screen screen, int stream, Figures figures) {
    if (byStream.isEmpty() || watching.get(stream) != screen) {
      return;
    }
    @Nullable Pending waiting = pending.get(stream);
    if (waiting != null && waiting.on == figures.connections() >= 2) {
      pending.remove(stream);
      var watch = waiting.on ? Stopwatches.Watch.JOIN_SEEN : Stopwatches.Watch.LEAVE_SEEN;
      ledger.watches.record(watch, nanos.getAsLong() - waiting.sinceNanos);
    }
  }
}
