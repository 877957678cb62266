package headcount.app;

import headcount.stream.Clocks;
import java.time.Instant;
import java.time.InstantSource;

/** The only place that reads the machine's clocks. */
final class NodeClocks {
  private NodeClocks() {}

  static InstantSource wall() {
    return () -> Instant.ofEpochMilli(System.currentTimeMillis());
  }

  static Clocks both() {
    return new Clocks(System::nanoTime, System::currentTimeMillis);
  }
}
