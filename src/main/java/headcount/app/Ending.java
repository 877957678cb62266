package headcount.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be stopped when this process is asked to end, the youngest first.
 *
 * <p>SIGTERM, Ctrl-C and {@link System#exit} all come here once {@link #onExit} was called. What is
 * added after the end has begun is stopped at once. Thread-safe.
 */
public final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  private record Step(String name, Runnable stop) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Object order = new Object();
  private final CountDownLatch begun = new CountDownLatch(1);
  private boolean ending;

  /** Something runs now and is to be stopped. */
  public void add(String name, Runnable stop) {
    var step = new Step(name, stop);
    synchronized (this) {
      if (!ending) {
        steps.push(step);
        return;
      }
    }
    run(step);
  }

  /** From here on the JVM does not end before everything is stopped. */
  public void onExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "ending"));
  }

  /** Stops everything, one after the other; a second caller waits until the first is through. */
  public void end() {
    begun.countDown();
    synchronized (order) {
      for (var step = next(); step != null; step = next()) {
        run(step);
      }
    }
  }

  private synchronized @Nullable Step next() {
    ending = true;
    return steps.poll();
  }

  private static void run(Step step) {
    try {
      step.stop().run();
    } catch (RuntimeException e) {
      LOG.warn("stopping {} failed", step.name(), e);
    }
  }

  /** Whether somebody has asked for the end. */
  boolean hasBegun() {
    return begun.getCount() == 0;
  }

  /** Returns when the end has begun. */
  void await() throws InterruptedException {
    begun.await();
  }
}
