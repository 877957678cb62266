package headcount.bench.count;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.StreamId;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import headcount.stream.HotMessage;
import headcount.stream.HotSerializer;
import java.io.NotSerializableException;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to write and read the messages that are many or large. */
public class WireCost {
  static final int TABS = 2_000;

  /** Full ones, as a hot stream's relays and its entity send them. */
  @State(Scope.Thread)
  public static class Messages {
    private final HotSerializer serializer = new HotSerializer();
    private final StreamId stream = new StreamId("a-hot-stream");
    private final Crowd crowd = new Crowd(1, TABS, 11);
    private final HotMessage delta = new HotMessage.ForEntity(stream, crowd.next(TABS));
    private final HotMessage chunk = new HotMessage.ForEntity(stream, chunk());
    private final HotMessage count =
        new HotMessage.ForRelay(stream, new UUID(1, 1), new UUID(1, 2), published());
    private final byte[] deltaBytes = serializer.toBinary(delta);
    private final byte[] chunkBytes = serializer.toBinary(chunk);
    private final byte[] countBytes = serializer.toBinary(count);

    private ToEntity chunk() {
      var tabs = new Crowd(1, TABS, 12).arrival(TABS).getFirst().joins();
      return new ToEntity.SnapshotChunk(crowd.source(), 7, 1, 9, 0, 20, tabs, 99, 88);
    }

    private static ToRelay published() {
      var count = new Headcount(7, 9, 100_000, 110_000, 9_000, Paces.WALL, Quality.EXACT);
      return new ToRelay.Published(count, null);
    }

    int chunkSize() {
      return chunkBytes.length;
    }

    int deltaSize() {
      return deltaBytes.length;
    }
  }

  @Benchmark
  @OperationsPerInvocation(TABS)
  public byte[] writeDelta(Messages of) {
    return of.serializer.toBinary(of.delta);
  }

  @Benchmark
  @OperationsPerInvocation(TABS)
  public Object readDelta(Messages of) throws NotSerializableException {
    return of.serializer.fromBinary(of.deltaBytes, "D1");
  }

  @Benchmark
  @OperationsPerInvocation(TABS)
  public byte[] writeChunk(Messages of) {
    return of.serializer.toBinary(of.chunk);
  }

  @Benchmark
  @OperationsPerInvocation(TABS)
  public Object readChunk(Messages of) throws NotSerializableException {
    return of.serializer.fromBinary(of.chunkBytes, "S1");
  }

  @Benchmark
  public byte[] writeCount(Messages of) {
    return of.serializer.toBinary(of.count);
  }

  @Benchmark
  public Object readCount(Messages of) throws NotSerializableException {
    return of.serializer.fromBinary(of.countBytes, "p1");
  }
}
