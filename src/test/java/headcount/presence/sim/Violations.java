package headcount.presence.sim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What did not hold in a world: the first violation of each kind. */
final class Violations {
  private final World world;

  /** Kind to detail. */
  final Map<String, String> first = new LinkedHashMap<>();

  Violations(World world) {
    this.world = world;
  }

  void require(boolean holds, String kind, String detail) {
    require(holds, kind, () -> detail);
  }

  void require(boolean holds, String kind, Supplier<String> why) {
    if (!holds && !first.containsKey(kind)) {
      String detail = why.get();
      world.time.trace("VIOLATION %s: %s", kind, detail);
      first.put(kind, "at " + world.time.now() + " ms: " + detail);
    }
  }
}
