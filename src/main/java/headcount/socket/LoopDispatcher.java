package headcount.socket;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.dispatch.Dispatcher;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ExecutorServiceFactoryProvider;
import org.apache.pekko.dispatch.MessageDispatcher;
import org.apache.pekko.dispatch.MessageDispatcherConfigurator;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/**
 * A dispatcher whose only thread is an event loop: actors on it share that loop's thread with its
 * sockets, so nothing between the two needs a lock. Whoever made the loop ends it, after the
 * actors.
 */
final class LoopDispatcher extends MessageDispatcherConfigurator {
  private static final int MESSAGES_A_TURN = 32;

  private final MessageDispatcher dispatcher;

  private LoopDispatcher(String id, EventLoop loop, Dispatchers dispatchers) {
    super(dispatchers.defaultDispatcherConfig(), dispatchers.prerequisites());
    this.dispatcher =
        new Dispatcher(
            this,
            id,
            MESSAGES_A_TURN,
            Duration.Zero(),
            new OnLoop(loop),
            FiniteDuration.apply(1, TimeUnit.SECONDS));
  }

  /** Makes the loop known to the actor system under this dispatcher id. */
  static void register(ActorSystem<?> system, String id, EventLoop loop) {
    Dispatchers dispatchers = Adapter.toClassic(system).dispatchers();
    if (!dispatchers.registerConfigurator(id, new LoopDispatcher(id, loop, dispatchers))) {
      throw new IllegalStateException("there is a dispatcher already with the id " + id);
    }
  }

  @Override
  public MessageDispatcher dispatcher() {
    return dispatcher;
  }

  private record OnLoop(EventLoop loop)
      implements ExecutorServiceFactoryProvider, ExecutorServiceFactory {
    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
      return this;
    }

    @Override
    public ExecutorService createExecutorService() {
      return new Borrowed(loop);
    }
  }

  /** The loop as an executor that its borrower cannot shut down. */
  private static final class Borrowed extends AbstractExecutorService {
    private final EventLoop loop;
    private volatile boolean returned;

    Borrowed(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }

    @Override
    public void shutdown() {
      returned = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      returned = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return returned;
    }

    @Override
    public boolean isTerminated() {
      return returned;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return returned;
    }
  }
}
