package headcount.audience;

import headcount.audience.DailyFigures.Counted;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A broadcast's business day. Not thread-safe. */
final class StreamDay {
  private final AudienceCount audience = new AudienceCount();
  private final TreeMap<Long, Long> listed = new TreeMap<>();
  private final Map<Long, Long> byCategory = new HashMap<>();
  private long viewerSeconds;
  private long live;
  private long observed;
  private long recovering;
  private long peak;
  private long peakAt = -1;
  private long listedLast;

  /** Steps come in the order of time. */
  void step(StoredStep step, long slotStart) {
    viewerSeconds += step.viewerSeconds();
    live += step.liveSeconds();
    observed += step.observedSeconds();
    recovering += step.recoveringSeconds();
    var highest = step.peak();
    if (highest != null && (peakAt < 0 || highest > peak)) {
      peak = highest;
      peakAt = slotStart;
    }
    byCategory.merge(step.category(), step.viewerSeconds(), Long::sum);
    var before = listed.lastEntry();
    if (before == null || before.getValue() != step.category()) {
      listed.put(step.atMillis(), step.category());
    }
  }

  /** Under which categories it was listed. */
  Set<Long> categories() {
    return byCategory.keySet();
  }

  /** Under which ones it was listed meanwhile: a step belongs to that of its start. */
  Set<Long> categories(Sitting sitting, long from) {
    if (listed.isEmpty()) {
      return Set.of(sitting.category());
    }
    var out = new LinkedHashSet<Long>();
    var first = listed.floorEntry(from);
    out.add(first == null ? listed.firstEntry().getValue() : first.getValue());
    if (sitting.until() > from) {
      out.addAll(listed.subMap(from, false, sitting.until(), false).values());
    }
    return out;
  }

  /** Its audience, of which this is a sitting. */
  AudienceCount audience(Sitting sitting) {
    listedLast = sitting.category();
    return audience;
  }

  /** Viewer seconds by category; without a step, none where it was listed last. */
  Map<Long, Long> byCategory() {
    return byCategory.isEmpty() ? Map.of(listedLast, 0L) : byCategory;
  }

  boolean wasOn() {
    return live > 0;
  }

  DailyFigures figures(long stream, long category, long broadcaster, boolean sessionsHeld) {
    return new DailyFigures(
        new Scope(Scope.Kind.STREAM, stream),
        category,
        broadcaster,
        new Counted(
            viewerSeconds,
            live,
            observed,
            recovering,
            live,
            (double) observed,
            peak,
            peakAt(),
            wasOn() ? 1 : 0,
            List.of()),
        sessionsHeld ? audience.figures() : null);
  }

  private @Nullable Instant peakAt() {
    return peakAt < 0 ? null : Instant.ofEpochMilli(peakAt);
  }
}
