package headcount.store.aurora;

import javax.sql.DataSource;
import org.apache.pekko.actor.setup.Setup;

/**
 * Hands the writer's pool to an actor system, for its journal: {@code
 * ActorSystemSetup.create(BootstrapSetup.create(config), new JournalPool(pools))}.
 */
public final class JournalPool extends Setup {
  private final DataSource source;
  private final int connections;

  /** Of these pools. */
  public JournalPool(Pools pools) {
    this.source = pools.writer();
    this.connections = pools.writerConnections();
  }

  DataSource source() {
    return source;
  }

  int connections() {
    return connections;
  }
}
