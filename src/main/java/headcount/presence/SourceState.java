package headcount.presence;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an entity knows of one source. Plain state; {@link SourceLedger} keeps it true. */
final class SourceState {
  static final long UNKNOWN = -1;
  static final long NEVER = Long.MIN_VALUE;

  final Source source;

  /** Its number in the viewer set. */
  final int owner;

  /** When it was first heard of. */
  long bornAt;

  /** The last delta applied; {@link #UNKNOWN} before the first snapshot. */
  long last = UNKNOWN;

  /** The highest number under which it is known to have spoken. */
  long said;

  /** Whether it is confirmed to be in step. */
  boolean synced;

  int connections;
  long hash;
  long totalJoins;
  long totalLeaves;

  /** Its totals when this incarnation began to count it; {@link #UNKNOWN} until that is known. */
  long baseJoins = UNKNOWN;

  long baseLeaves = UNKNOWN;

  /** When it last spoke. */
  long heardAt;

  long drainingSince = NEVER;
  long askedAt = NEVER;
  @Nullable SnapshotPull pull;

  /** Deltas that wait for the snapshot, by their number. */
  final NavigableMap<Long, ToEntity.Delta> held = new TreeMap<>();

  /** Tabs whose broadcast was ended while nobody could be told. */
  List<Tab> ended = List.of();

  SourceState(Source source, int owner, long now) {
    this.source = source;
    this.owner = owner;
    this.bornAt = now;
    this.heardAt = now;
  }

  boolean draining() {
    return drainingSince != NEVER;
  }

  /** Whether everything that it is known to have said is applied. */
  boolean caughtUp() {
    return last >= said;
  }

  SourceMark mark() {
    return new SourceMark(Math.max(0, last), totalJoins, totalLeaves);
  }

  /** Takes what the source said of its totals; they only rise. */
  void totals(long joins, long leaves) {
    totalJoins = Math.max(totalJoins, joins);
    totalLeaves = Math.max(totalLeaves, leaves);
  }

  long countedJoins() {
    return baseJoins == UNKNOWN ? 0 : Math.max(0, totalJoins - baseJoins);
  }

  long countedLeaves() {
    return baseLeaves == UNKNOWN ? 0 : Math.max(0, totalLeaves - baseLeaves);
  }
}
