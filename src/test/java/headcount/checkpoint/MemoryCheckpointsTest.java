package headcount.checkpoint;

import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.time.InstantSource;
import java.util.Set;

class MemoryCheckpointsTest extends CheckpointsContract {
  private final MemoryCheckpoints store = new MemoryCheckpoints(InstantSource.system());

  @Override
  protected Checkpoints store() {
    return store;
  }

  @Override
  protected Set<ViewerId> storedViewers(StreamId stream) {
    return store.viewers(stream);
  }

  @Override
  protected Set<SessionId> storedSessions(StreamId stream) {
    return store.sessions(stream);
  }

  @Override
  protected long now() {
    return InstantSource.system().millis();
  }
}
