package headcount.bench.cluster;

import headcount.stream.HotSerializer;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** The serializer of the count's messages, which counts what it writes for other nodes. */
public final class CountingSerializer extends SerializerWithStringManifest {
  private static final Map<String, LongAdder> MESSAGES = new ConcurrentHashMap<>();
  private static final LongAdder BYTES = new LongAdder();

  private final HotSerializer hot = new HotSerializer();

  /** Messages written in this process, by manifest. */
  static Map<String, Long> messages() {
    var all = new TreeMap<String, Long>();
    MESSAGES.forEach((manifest, count) -> all.put(manifest, count.sum()));
    return all;
  }

  static long bytes() {
    return BYTES.sum();
  }

  @Override
  public int identifier() {
    return hot.identifier();
  }

  @Override
  public String manifest(Object message) {
    return hot.manifest(message);
  }

  @Override
  public byte[] toBinary(Object message) {
    var bytes = hot.toBinary(message);
    MESSAGES.computeIfAbsent(manifest(message), _ -> new LongAdder()).increment();
    BYTES.add(bytes.length);
    return bytes;
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return hot.fromBinary(bytes, manifest);
  }
}
