package headcount.store.aurora;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/** Moments as literals; those of the last slots are remembered. Not thread-safe. */
final class Moments {
  private static final int REMEMBERED = 2_000;

  private final Map<Long, String> literals =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Entry<Long, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** {@code '2026-11-20T15:00'}, as the database reads it, too. */
  String literal(long millis) {
    return millis % 60_000 == 0 ? literals.computeIfAbsent(millis, Moments::made) : made(millis);
  }

  private static String made(long millis) {
    return "'" + Utc.of(millis) + "'";
  }
}
