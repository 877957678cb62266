package headcount.stream;

import headcount.presence.StreamId;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A node's relay workers: a stream always goes to the same one. Immutable.
 *
 * @param all of them, at least one
 */
record RelayWorkers(List<ActorRef<RelayWorker.Command>> all) {
  ActorRef<RelayWorker.Command> of(StreamId stream) {
    int spread = stream.text().hashCode() * 0x9E3779B9;
    return all.get(Math.floorMod(spread >>> 8, all.size()));
  }
}
