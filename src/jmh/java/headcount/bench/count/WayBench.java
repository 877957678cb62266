package headcount.bench.count;

import headcount.app.bench.Bench;
import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import headcount.bench.Jmh;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What a join or a leave costs on its way to the count. */
public final class WayBench implements Bench {
  private static final String FLOOR = "floor: two hash maps";
  private static final double TOLERANCE = 0.3;

  @Override
  public String name() {
    return "way";
  }

  @Override
  public String about() {
    return "a join or leave at the relay, and written and read between nodes (JMH)";
  }

  @Override
  public void measure(BenchGround ground, Consumer<Figure> figures) throws Exception {
    Map<String, Double> micros = new HashMap<>(Jmh.micros(Floor.class, ground));
    micros.putAll(Jmh.micros(RelayEvents.class, ground));
    micros.putAll(Jmh.micros(WireCost.class, ground));
    figures.accept(Figure.low(FLOOR, of(micros, "twoMaps"), "µs an event"));
    figures.accept(ratio("relay", micros, "relay", "µs an event"));
    figures.accept(ratio("delta of 2,000, written", micros, "writeDelta", "µs an event"));
    figures.accept(ratio("delta of 2,000, read", micros, "readDelta", "µs an event"));
    figures.accept(ratio("snapshot of 2,000, written", micros, "writeChunk", "µs a tab"));
    figures.accept(ratio("snapshot of 2,000, read", micros, "readChunk", "µs a tab"));
    figures.accept(ratio("published count, written", micros, "writeCount", "µs"));
    figures.accept(ratio("published count, read", micros, "readCount", "µs"));
    var messages = new WireCost.Messages();
    figures.accept(
        Figure.low("delta's bytes", messages.deltaSize() / (double) WireCost.TABS, "B an event"));
    figures.accept(
        Figure.low("snapshot's bytes", messages.chunkSize() / (double) WireCost.TABS, "B a tab"));
  }

  private static Figure ratio(String name, Map<String, Double> micros, String of, String unit) {
    return Figure.low(name, of(micros, of), unit).against(FLOOR, TOLERANCE);
  }

  private static double of(Map<String, Double> micros, String benchmark) {
    return Objects.requireNonNull(micros.get(benchmark), benchmark);
  }
}
