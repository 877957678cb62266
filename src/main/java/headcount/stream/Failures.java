package headcount.stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once what went wrong where nobody waits for the answer. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static void log(String what, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("{} was not written: {}", what, failure.toString());
    }
  }
}
