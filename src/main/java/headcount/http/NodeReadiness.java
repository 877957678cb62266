package headcount.http;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * Where checks that Pekko makes by class name find the {@link Readiness} of their actor system.
 * Thread-safe.
 */
final class NodeReadiness implements Extension, Readiness {
  private static final Id ID = new Id();

  private volatile Readiness told = () -> State.notReady("the node is starting");

  static NodeReadiness of(ActorSystem system) {
    return ID.get(system);
  }

  void tell(Readiness readiness) {
    told = readiness;
  }

  @Override
  public State now() {
    return told.now();
  }

  private static final class Id extends AbstractExtensionId<NodeReadiness> {
    @Override
    public NodeReadiness createExtension(ExtendedActorSystem system) {
      return new NodeReadiness();
    }
  }
}
