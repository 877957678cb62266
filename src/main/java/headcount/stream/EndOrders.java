package headcount.stream;

import headcount.presence.EntityMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders to end a broadcast, from their coming until nobody needs to repeat them: each is carried
 * out when the entity speaks for its stream, and answered when the end would outlive the entity.
 * Lives on the entity's thread.
 */
final class EndOrders {
  /** One order. */
  interface Order {
    /**
     * Carries it out.
     *
     * @param loaded whether it is known what the store says is on
     * @return the answer, to be given later; null while it cannot be carried out
     */
    @Nullable Runnable carryOut(boolean loaded, long now, long wall);
  }

  private final EntityMachine machine;
  private final Map<Object, Order> waiting = new LinkedHashMap<>();
  private final List<Runnable> answers = new ArrayList<>();

  EndOrders(EntityMachine machine) {
    this.machine = machine;
  }

  /** An order; one that was given under the same name before is the same, and forgotten. */
  void add(Object name, Order order) {
    waiting.put(name, order);
  }

  /** Carries out what can be, and answers what is safe. */
  void proceed(boolean loaded, long now, long wall) {
    if (machine.published()) {
      carryOut(loaded, now, wall);
    }
    if (machine.endSafe() && !answers.isEmpty()) {
      answers.forEach(Runnable::run);
      answers.clear();
    }
  }

  /** Carries out what can be, though the entity may not speak for its stream yet. */
  void carryOut(boolean loaded, long now, long wall) {
    waiting
        .values()
        .removeIf(
            order -> {
              Runnable answer = order.carryOut(loaded, now, wall);
              if (answer != null) {
                answers.add(answer);
              }
              return answer != null;
            });
  }
}
