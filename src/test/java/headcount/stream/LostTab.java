package headcount.stream;

import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;

/** Makes a real node's relays miss a tab that is on one of its sockets, as a bug would. */
public final class LostTab {
  private LostTab() {}

  /** Tells every relay worker of that node that the session has left, which it has not. */
  public static void of(ActorSystem<?> node, StreamId stream, SessionId session, long wall) {
    int workers = node.settings().config().getInt("headcount.stream.relays");
    for (int i = 0; i < workers; i++) {
      ActorRef<RelayWorker.Command> worker =
          ActorRefResolver.get(node).resolveActorRef("pekko://headcount/system/relay-" + i);
      worker.tell(new RelayWorker.Leave(stream, session, wall, EndedBy.CLOSE));
    }
  }
}
