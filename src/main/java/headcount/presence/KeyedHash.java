package headcount.presence;

/**
 * The order-free hash by which a relay and an entity compare what they hold: the sum, modulo 2^64,
 * of a keyed hash of each (session, viewer). Additions and removals commute, so it is kept up to
 * date one tab at a time.
 */
final class KeyedHash {
  private KeyedHash() {}

  /** The share of one tab. */
  static long of(long key, long session, long viewer) {
    return mix(mix(session ^ key) + viewer * 0x9E3779B97F4A7C15L + key);
  }

  /** Stafford's thirteenth mix of 64 bits, a bijection in which every bit reaches every other. */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
