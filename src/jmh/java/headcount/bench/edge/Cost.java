package headcount.bench.edge;

import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What a server used for some events.
 *
 * @param events how many there were
 * @param cpuMicros CPU of the server's process, user and system, but for its JIT compilers
 * @param wallMicros time that passed
 */
record Cost(long events, long cpuMicros, long wallMicros) {
  /** Does some work, which returns how many events it was. */
  static Cost of(ServerProcess server, LongSupplier work) {
    long cpu = server.cpuMicros() - server.compilerMicros();
    long start = System.nanoTime();
    long events = work.getAsLong();
    long wall = (System.nanoTime() - start) / 1000;
    return new Cost(events, server.cpuMicros() - server.compilerMicros() - cpu, wall);
  }

  double microsEach() {
    return (double) cpuMicros / events;
  }

  double perSecond() {
    return events * 1e6 / wallMicros;
  }

  /** Events that one core's worth of this server's CPU carries in a second. */
  double perCore() {
    return events * 1e6 / cpuMicros;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d events, %.2f us of CPU each (%,.0f/s a core), %,.0f/s, server %.0f %% busy",
        events,
        microsEach(),
        perCore(),
        perSecond(),
        100.0 * cpuMicros / wallMicros);
  }
}
