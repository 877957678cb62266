package headcount.bench.count;

import headcount.app.bench.Bench;
import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.agrona.collections.Long2LongHashMap;

/**
 * What an entity keeps of a viewer: the heap's live objects with and without the entity. Its first
 * checkpoint is stored, as in a stream's everyday.
 */
public final class MemoryBench implements Bench {
  private static final String FLOOR = "floor: two hash maps of a million";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String about() {
    return "what an entity keeps of a viewer, up to a million of them";
  }

  @Override
  public void measure(BenchGround ground, Consumer<Figure> figures) throws JMException {
    live(() -> entity(1_000)); // loads what is loaded once
    figures.accept(Figure.low(FLOOR, live(() -> maps(1_000_000)) / 1e6, "B a viewer"));
    for (var viewers : new int[] {10_000, 100_000, 1_000_000}) {
      var figure =
          Figure.low(
              "entity of %,d".formatted(viewers),
              live(() -> entity(viewers)) / (double) viewers,
              "B a viewer");
      figures.accept(viewers == 1_000_000 ? figure.aim(64.0).against(FLOOR, 0.05) : figure);
    }
    figures.accept(
        Figure.low(
            "entity of 10", live(MemoryBench::small) / 1_000.0, "B an entity of 10 viewers"));
  }

  private static Object entity(int viewers) {
    return stored(new CountedStream(viewers, 3, 1)).entity();
  }

  private static Object small() {
    var many = new Object[1_000];
    for (var i = 0; i < many.length; i++) {
      many[i] = stored(new CountedStream(10, 3, i)).entity();
    }
    return many;
  }

  private static CountedStream stored(CountedStream stream) {
    stream.checkpoint(2_000_000_000L);
    return stream;
  }

  private static Object maps(int viewers) {
    var sessions = new Long2LongHashMap(-1);
    var tabs = new Long2LongHashMap(0);
    for (var viewer = 1L; viewer <= viewers; viewer++) {
      sessions.put(viewer * 0x9E3779B97F4A7C15L, viewer);
      tabs.put(viewer * 0xC2B2AE3D27D4EB4FL, 1);
    }
    return new Object[] {sessions, tabs};
  }

  /** Live bytes of what is made. */
  private static long live(Supplier<Object> made) throws JMException {
    var before = used();
    var held = made.get();
    var after = used();
    Reference.reachabilityFence(held);
    return after - before;
  }

  /** Bytes of all live objects; what the collector leaves unused behind large ones is not in it. */
  private static long used() throws JMException {
    var commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
    var histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                commands,
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    var total =
        String.valueOf(histogram).lines().filter(line -> line.startsWith("Total")).findAny();
    return Long.parseLong(total.orElseThrow().strip().split(" +", -1)[2]);
  }
}
