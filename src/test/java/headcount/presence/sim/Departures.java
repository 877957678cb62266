package headcount.presence.sim;

import java.util.ArrayList;
import java.util.List;

/** How viewers of a node go elsewhere: as they are asked to, or because their sockets break. */
final class Departures {
  private final World world;
  private final SimNode node;

  /** How many of those whose sockets break here come back at once. */
  double returning = 0.95;

  Departures(SimNode node) {
    this.world = node.world;
    this.node = node;
  }

  /** Most viewers go elsewhere as they are asked to: they open a tab there, then close this one. */
  void askToMove(int spread) {
    for (Crowd.Socket socket : new ArrayList<>(node.sockets.values())) {
      long session = socket.tab.session().value();
      if (world.time.chance(0.8)) {
        int opened = world.time.between(1, spread);
        world.time.after(opened, () -> moveIfHere(socket.viewer, session));
      }
    }
  }

  private void moveIfHere(int viewer, long session) {
    if (node.alive && node.sockets.containsKey(session)) {
      world.rejoin(viewer);
      world.time.after(world.time.between(20, 700), () -> moved(session));
    }
  }

  private void moved(long session) {
    Crowd.Socket socket = node.sockets.get(session);
    node.leave(session);
    if (socket != null) {
      world.crowd.moved(socket);
    }
  }

  /** All sockets break, and the relay is not told; most viewers come back elsewhere. */
  void dropSockets() {
    List<Crowd.Socket> broken = new ArrayList<>(node.sockets.values());
    node.sockets.clear();
    for (Crowd.Socket socket : broken) {
      world.crowd.broke(socket, world.time.now());
      if (world.time.chance(returning)) {
        world.time.after(world.time.between(500, 9_500), () -> world.rejoin(socket.viewer));
      }
    }
  }
}
