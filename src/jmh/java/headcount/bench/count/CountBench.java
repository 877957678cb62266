package headcount.bench.count;

import headcount.app.bench.Bench;
import headcount.app.bench.BenchGround;
import headcount.app.bench.Figure;
import headcount.bench.Jmh;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What a join or a leave costs the count itself. */
public final class CountBench implements Bench {
  private static final String FLOOR = "floor: two hash maps";
  private static final String SPREAD = "entity, 10,000 streams, one by one";
  private static final double TOLERANCE = 0.3;

  @Override
  public String name() {
    return "count";
  }

  @Override
  public String about() {
    return "a join or leave at the entities of 100,000 viewers (JMH)";
  }

  @Override
  public void measure(BenchGround ground, Consumer<Figure> figures) throws Exception {
    Map<String, Double> micros = new HashMap<>(Jmh.micros(Floor.class, ground));
    micros.putAll(Jmh.micros(EntityEvents.class, ground));
    figures.accept(event(FLOOR, micros, "twoMaps"));
    figures.accept(
        event("entity, hot, deltas of 2,000", micros, "hotDeltasOf2000")
            .aim(0.3)
            .against(FLOOR, TOLERANCE));
    figures.accept(
        event("entity, hot, deltas of 100", micros, "hotDeltasOf100")
            .aim(0.3)
            .against(FLOOR, TOLERANCE));
    figures.accept(event(SPREAD, micros, "spreadOneByOne").against(FLOOR, TOLERANCE));
    figures.accept(
        event("entity, hot, one by one", micros, "hotOneByOne").against(SPREAD, TOLERANCE));
    figures.accept(
        event("entity, 10,000 streams, two at once", micros, "spreadTwoAtOnce")
            .against(FLOOR, TOLERANCE));
  }

  private static Figure event(String name, Map<String, Double> micros, String benchmark) {
    return Figure.low(name, Objects.requireNonNull(micros.get(benchmark)), "µs an event");
  }
}
