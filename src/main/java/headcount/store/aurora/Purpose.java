package headcount.store.aurora;

import headcount.store.aurora.AuroraSettings.Server;
import headcount.store.aurora.Pools.Job;
import java.time.Duration;
import java.util.Locale;

/**
 * What a pool is for.
 *
 * @param name for logs and metrics
 * @param size connections at most
 * @param idle connections that are kept open
 */
record Purpose(String name, Server server, int size, int idle, Patience patience) {
  private static final Duration WRITER_SILENCE = Duration.ofMinutes(1);
  private static final Duration ROLLUP_SILENCE = Duration.ofMinutes(10);
  private static final Duration BREAKING_OFF = Duration.ofSeconds(2);

  /**
   * How long it waits.
   *
   * @param connection for a connection
   * @param validation for one's sign of life
   * @param statement until the server breaks a SELECT off; zero: for ever
   * @param socket for a server that says nothing
   */
  record Patience(Duration connection, Duration validation, Duration statement, Duration socket) {}

  static Purpose writer(AuroraSettings settings) {
    var times = settings.times();
    return new Purpose(
        "writer",
        settings.writer(),
        settings.budget().writer(),
        1,
        new Patience(times.connection(), times.validation(), Duration.ZERO, WRITER_SILENCE));
  }

  static Purpose reader(Job job, AuroraSettings settings) {
    var reading = settings.reading();
    var statement = reading.statement(job);
    return new Purpose(
        job.name().toLowerCase(Locale.ROOT),
        serverOf(job, settings),
        settings.budget().reader(),
        1,
        new Patience(
            reading.connection(),
            reading.validation(),
            statement,
            statement.isZero() ? WRITER_SILENCE : statement.plus(BREAKING_OFF)));
  }

  /** One connection to the analysts' server, for the long SELECTs of one node of the cluster. */
  static Purpose rollup(AuroraSettings settings) {
    var times = settings.times();
    return new Purpose(
        "rollup",
        serverOf(Job.ANALYTICS, settings),
        1,
        0,
        new Patience(times.connection(), times.validation(), Duration.ZERO, ROLLUP_SILENCE));
  }

  private static Server serverOf(Job job, AuroraSettings settings) {
    var readers = settings.readers();
    return readers.isEmpty() ? settings.writer() : readers.get(job.place % readers.size());
  }
}
