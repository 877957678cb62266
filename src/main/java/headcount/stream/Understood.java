package headcount.stream;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Keeps from an actor what it does not understand. Other nodes reach actors by their names, so a
 * message that was meant for another one, or that another version means differently, may come in:
 * it alone is lost, where it would otherwise end the actor, and with it the node's counting.
 *
 * @param <T> what the actor understands
 */
final class Understood<T> extends BehaviorInterceptor<Object, T> {
  private final Class<T> known;

  private Understood(Class<T> known) {
    super(Object.class);
    this.known = known;
  }

  /** The same behaviour, told nothing but messages of that kind. */
  static <T> Behavior<T> only(Class<T> known, Behavior<T> behavior) {
    return Behaviors.intercept(() -> new Understood<>(known), behavior).narrow();
  }

  @Override
  public Behavior<T> aroundReceive(
      TypedActorContext<Object> context, Object message, ReceiveTarget<T> target) {
    return known.isInstance(message)
        ? target.apply(context, known.cast(message))
        : Behaviors.unhandled();
  }
}
