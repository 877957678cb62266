package headcount.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;

/**
 * This node's {@link Readiness} as one of Pekko Management's checks. Made by it from its class
 * name; not ready before a management server was started in the same actor system.
 */
public final class ReadinessCheck implements Supplier<CompletionStage<Boolean>> {
  private final ActorSystem system;

  /** For Pekko Management. */
  public ReadinessCheck(ActorSystem system) {
    this.system = system;
  }

  @Override
  public CompletionStage<Boolean> get() {
    return CompletableFuture.completedFuture(NodeReadiness.of(system).now().ready());
  }
}
