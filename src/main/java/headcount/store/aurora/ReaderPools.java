package headcount.store.aurora;

import headcount.store.aurora.AuroraSettings.Server;
import headcount.store.aurora.Pools.Answer;
import headcount.store.aurora.Pools.Job;
import headcount.store.aurora.Pools.Work;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader pools, one for each job, and where a question goes whose server does not answer.
 * Thread-safe; questions block.
 */
final class ReaderPools implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderPools.class);

  private final List<Pool> readers;
  private final Pool writer;
  private final Counter fallbacks;

  private ReaderPools(List<Pool> readers, Pool writer, Meters meters) {
    this.readers = readers;
    this.writer = writer;
    this.fallbacks =
        meters.counter(
            "store.reader.fallbacks", "questions that another server than the first had to answer");
  }

  static ReaderPools open(
      AuroraSettings settings, Pool writer, Meters meters, LongSupplier nanoClock) {
    var readers = new ArrayList<Pool>();
    for (var job : Job.values()) {
      var name = job.name().toLowerCase(Locale.ROOT);
      var server = serverOf(job, settings);
      readers.add(new Pool(name, server, settings.budget().reader(), settings, meters, nanoClock));
    }
    return new ReaderPools(List.copyOf(readers), writer, meters);
  }

  /** One for each job, in their order. */
  List<Pool> all() {
    return readers;
  }

  /** Asks the job's server, the others if it does not answer, and the writer last. */
  <T> T ask(Job job, Work<T> work) throws SQLException {
    var order = order(job);
    for (int i = 0; i < order.size() - 1; i++) {
      try {
        return Pools.on(order.get(i), work);
      } catch (SQLException e) {
        if (!Pools.serverGone(e)) {
          throw e;
        }
        fallbacks.increment();
        LOG.warn("{} did not answer ({}), asking the next", order.get(i).server(), e.getMessage());
      }
    }
    return Pools.on(order.getLast(), work);
  }

  /** Asks the writer, which must answer, and each other server once. */
  <T> List<Answer<T>> askEach(Work<T> work) throws SQLException {
    var out = new ArrayList<Answer<T>>();
    out.add(new Answer<>(writer.server().address(), Pools.on(writer, work)));
    var asked = new HashSet<>(List.of(writer.server().address()));
    for (var reader : readers) {
      if (asked.add(reader.server().address())) {
        try {
          out.add(new Answer<>(reader.server().address(), Pools.on(reader, work)));
        } catch (SQLException e) {
          LOG.warn("{} did not answer ({})", reader.server(), e.getMessage());
          out.add(new Answer<>(reader.server().address(), null));
        }
      }
    }
    return out;
  }

  @Override
  public void close() {
    readers.forEach(Pool::close);
  }

  /** The job's own first, then other servers, the writer last; lost ones are passed over. */
  private List<Pool> order(Job job) {
    var all = new ArrayList<Pool>();
    for (int i = 0; i < readers.size(); i++) {
      var pool = readers.get((job.place + i) % readers.size());
      if (!pool.lost()) {
        all.add(pool);
      }
    }
    all.add(writer);
    return all;
  }

  private static Server serverOf(Job job, AuroraSettings settings) {
    var readers = settings.readers();
    return readers.isEmpty() ? settings.writer() : readers.get(job.place % readers.size());
  }
}
