package headcount.bench.count;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Joins and leaves at the entities of 100,000 viewers on three nodes, at 25,000 events a second of
 * the machines' time. What a checkpoint a second costs the entity is in it.
 */
public class EntityEvents {
  static final int PEOPLE = 100_000;
  static final int STREAMS = 10_000;
  private static final int NODES = 3;
  private static final long NANOS_AN_EVENT = 40_000;

  /** All of them on one stream. */
  @State(Scope.Thread)
  public static class Hot {
    private CountedStream stream = new CountedStream(NODES, NODES, 0);
    private long now = 1_000_000_000L;

    @Setup(Level.Trial)
    public void fill() {
      stream = new CountedStream(PEOPLE, NODES, 1);
      stream.checkpoint(now);
    }

    long events(int operations) {
      now += operations * NANOS_AN_EVENT;
      stream.events(operations, now);
      return stream.sent();
    }
  }

  /** The same people and events over many streams. */
  @State(Scope.Thread)
  public static class Spread {
    private final CountedStream[] streams = new CountedStream[STREAMS];
    private final SplittableRandom random = new SplittableRandom(7);
    private long now = 1_000_000_000L;

    @Setup(Level.Trial)
    public void fill() {
      for (var i = 0; i < STREAMS; i++) {
        streams[i] = new CountedStream(PEOPLE / STREAMS, NODES, i);
        streams[i].checkpoint(now);
      }
    }

    long events(int operations) {
      now += operations * NANOS_AN_EVENT;
      var stream = streams[random.nextInt(STREAMS)];
      stream.events(operations, now);
      return stream.sent();
    }
  }

  /** Deltas as the relays of a hot stream send them: as many as fit. */
  @Benchmark
  @OperationsPerInvocation(2_000)
  public long hotDeltasOf2000(Hot hot) {
    return hot.events(2_000);
  }

  @Benchmark
  @OperationsPerInvocation(100)
  public long hotDeltasOf100(Hot hot) {
    return hot.events(100);
  }

  @Benchmark
  public long hotOneByOne(Hot hot) {
    return hot.events(1);
  }

  @Benchmark
  public long spreadOneByOne(Spread spread) {
    return spread.events(1);
  }

  @Benchmark
  @OperationsPerInvocation(2)
  public long spreadTwoAtOnce(Spread spread) {
    return spread.events(2);
  }
}
