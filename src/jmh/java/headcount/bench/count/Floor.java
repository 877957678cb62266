package headcount.bench.count;

import java.util.SplittableRandom;
import org.agrona.collections.Long2LongHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The least that any exact count does: a session's viewer and a viewer's tabs in two hash maps. */
public class Floor {
  /** Two maps of 100,000, and twice as many ids, half of them there. */
  @State(Scope.Thread)
  public static class Maps {
    private final Long2LongHashMap sessions = new Long2LongHashMap(-1);
    private final Long2LongHashMap viewers = new Long2LongHashMap(0);
    private final long[] ids = new long[2 * EntityEvents.PEOPLE];
    private int next;

    @Setup(Level.Trial)
    public void fill() {
      var random = new SplittableRandom(3);
      for (var i = 0; i < ids.length; i++) {
        ids[i] = random.nextLong(Long.MAX_VALUE);
        if (i < EntityEvents.PEOPLE) {
          join(ids[i]);
        }
      }
    }

    private void join(long id) {
      sessions.put(id, ~id);
      viewers.put(~id, viewers.get(~id) + 1);
    }

    private void leave(long id) {
      var viewer = sessions.remove(id);
      var tabs = viewers.get(viewer) - 1;
      if (tabs == 0) {
        viewers.remove(viewer);
      } else {
        viewers.put(viewer, tabs);
      }
    }

    /** The oldest goes, and who went longest ago comes. */
    int both() {
      leave(ids[next]);
      var joins = next + EntityEvents.PEOPLE;
      join(ids[joins < ids.length ? joins : joins - ids.length]);
      next = next + 1 == ids.length ? 0 : next + 1;
      return viewers.size();
    }
  }

  @Benchmark
  @org.openjdk.jmh.annotations.OperationsPerInvocation(2)
  public int twoMaps(Maps maps) {
    return maps.both();
  }
}
