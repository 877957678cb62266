package headcount.store.aurora;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import scala.Option;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcBackend$;
import slick.jdbc.JdbcProfile;
import slick.jdbc.MySQLProfile$;
import slick.util.AsyncExecutor$;

/**
 * Gives the journal our own pool instead of one of its own; named by {@code
 * pekko-persistence-jdbc.database-provider-fqcn}. Needs a {@link JournalPool} in the actor system's
 * setup.
 */
public final class JournalDatabase implements SlickDatabaseProvider {
  private static final int THREADS = 4;
  private static final int QUEUE = 10_000;

  private final SlickDatabase database;

  /** Called by the plugin. */
  public JournalDatabase(ActorSystem system) {
    var pool =
        system
            .settings()
            .setup()
            .get(JournalPool.class)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the actor system was made without a JournalPool in its setup"));
    var threads = Math.min(THREADS, pool.connections());
    var executor = AsyncExecutor$.MODULE$.apply("journal", threads, threads, QUEUE, threads, false);
    var slick =
        JdbcBackend$.MODULE$
            .Database()
            .forDataSource(pool.source(), Option.apply(pool.connections()), executor, false);
    this.database = new OnOurPool(slick);
  }

  @Override
  public SlickDatabase database(Config config) {
    return database;
  }

  /** Slick closes nothing of ours: the pool outlives the journal. */
  private record OnOurPool(JdbcBackend.JdbcDatabaseDef database) implements SlickDatabase {
    @Override
    public JdbcProfile profile() {
      return MySQLProfile$.MODULE$;
    }

    @Override
    public boolean allowShutdown() {
      return false;
    }
  }
}
