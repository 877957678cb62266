package headcount.store.redis;

import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.CheckpointsContract;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisClusterCheckpointsTest extends CheckpointsContract {
  private static RedisFixture fixture;

  @BeforeAll
  static void connect() {
    fixture = RedisFixture.cluster(InstantSource.system());
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Override
  protected Checkpoints store() {
    return fixture.stores.checkpoints();
  }

  @Override
  protected Set<ViewerId> storedViewers(StreamId stream) {
    return RedisCheckpointsTest.viewers(fixture, stream);
  }

  @Override
  protected Set<SessionId> storedSessions(StreamId stream) {
    return RedisCheckpointsTest.sessions(fixture, stream);
  }

  @Override
  protected long now() {
    return InstantSource.system().millis();
  }
}
