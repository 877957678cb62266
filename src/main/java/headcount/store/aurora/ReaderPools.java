package headcount.store.aurora;

import headcount.store.aurora.Pools.Answer;
import headcount.store.aurora.Pools.Job;
import headcount.store.aurora.Pools.Work;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader pools, one for each job, and where a question goes whose server does not answer: to
 * the other readers, and to the writer only when no reader lives. Thread-safe; questions block.
 */
final class ReaderPools implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderPools.class);

  private final List<Pool> readers;
  private final Pool rollup;
  private final Pool writer;
  private final Counter fallbacks;

  private ReaderPools(List<Pool> readers, Pool rollup, Pool writer, Meters meters) {
    this.readers = readers;
    this.rollup = rollup;
    this.writer = writer;
    this.fallbacks =
        meters.counter(
            "store.reader.fallbacks", "questions that another server than the first had to answer");
  }

  static ReaderPools open(
      AuroraSettings settings, Pool writer, Meters meters, LongSupplier nanoClock) {
    var readers =
        Arrays.stream(Job.values())
            .map(job -> new Pool(Purpose.reader(job, settings), settings, meters, nanoClock))
            .toList();
    var rollup = new Pool(Purpose.rollup(settings), settings, meters, nanoClock);
    return new ReaderPools(readers, rollup, writer, meters);
  }

  /** One for each job, in their order. */
  List<Pool> all() {
    return readers;
  }

  /**
   * Asks the job's server, the others if it does not answer, and the writer last.
   *
   * @throws PoolBusy if a reader lives that has no free connection, and no other one answered
   */
  <T> T ask(Job job, Work<T> work) throws SQLException {
    @Nullable PoolBusy busy = null;
    for (var pool : order(job)) {
      try {
        return Pools.on(pool, work);
      } catch (PoolBusy e) {
        busy = busy == null ? e : busy;
      } catch (SQLException e) {
        if (!Pools.serverGone(e)) {
          throw e;
        }
        LOG.warn("{} did not answer ({}), asking the next", pool.server(), e.getMessage());
      }
      fallbacks.increment();
    }
    if (busy != null) {
      throw busy;
    }
    return Pools.on(writer, work);
  }

  /** Does long work on the analysts' server; empty if it does not answer. */
  <T> Optional<T> askForRollup(Work<T> work) throws SQLException {
    try {
      return Optional.of(Pools.on(rollup, work));
    } catch (SQLException e) {
      if (!Pools.serverGone(e)) {
        throw e;
      }
      LOG.warn("{} did not answer ({})", rollup.server(), e.getMessage());
      return Optional.empty();
    }
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
    rollup.close();
  }

  /** The job's own first, then the others; lost ones are passed over. */
  private List<Pool> order(Job job) {
    var out = new ArrayList<Pool>();
    for (int i = 0; i < readers.size(); i++) {
      var pool = readers.get((job.place + i) % readers.size());
      if (!pool.lost()) {
        out.add(pool);
      }
    }
    return out;
  }
}
