package headcount.socket;

import java.util.List;
import java.util.function.Consumer;

/** Does something with each connection of a loop, a slice a turn. Confined to the loop. */
final class Everyone {
  private final LoopEdge edge;
  private final Consumer<ConnectionState> step;
  private final List<ConnectionState> all;
  private int next;

  Everyone(LoopEdge edge, Consumer<ConnectionState> step) {
    this.edge = edge;
    this.step = step;
    this.all = edge.connections();
  }

  /** Begins; the first slice is done when this returns. How many there are in all. */
  int go() {
    int until = Math.min(all.size(), next + edge.settings().fanout().slice());
    while (next < until) {
      ConnectionState state = all.get(next++);
      if (!state.closed()) {
        step.accept(state);
      }
    }
    if (next < all.size()) {
      edge.loop.execute(this::go);
    }
    return all.size();
  }
}
