package headcount.bench.cluster;

import headcount.presence.SessionId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The tabs of one stream on one node: each place holds one of endlessly many tabs, one after the
 * other, and their ids follow from the place, so that nothing but a bit and a number is kept.
 * Guarded by itself.
 */
final class VirtualTabs {
  private static final long JOINED_AT = System.currentTimeMillis();

  private final long seed;
  private final BitSet there = new BitSet();
  private int[] lives = new int[16];

  VirtualTabs(int node, int stream) {
    this.seed = mix(mix(node + 1L) + stream);
  }

  /** A tab comes to an empty place. */
  synchronized Tab join(int place) {
    if (place >= lives.length) {
      lives = java.util.Arrays.copyOf(lives, Math.max(place + 1, 2 * lives.length));
    }
    there.set(place);
    return tab(place);
  }

  /** The tab of a place goes; the next one there is another. */
  synchronized SessionId leave(int place) {
    var session = tab(place).session();
    there.clear(place);
    lives[place]++;
    return session;
  }

  synchronized List<Tab> all() {
    var all = new ArrayList<Tab>(there.cardinality());
    there.stream().forEach(place -> all.add(tab(place)));
    return all;
  }

  private Tab tab(int place) {
    var id = mix(seed + ((long) lives[place] << 32) + place);
    var session = Math.max(1, id & Long.MAX_VALUE);
    return new Tab(
        new SessionId(session), new ViewerId(mix(id) & Long.MAX_VALUE), false, JOINED_AT, 0);
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    var z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
