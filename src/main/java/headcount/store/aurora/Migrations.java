package headcount.store.aurora;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The schema's versions, as {@code db-migrations/} holds them. Blocks; several at once wait for
 * each other.
 */
public final class Migrations {
  private static final int CONNECT_RETRIES = 3;

  /**
   * What migrating did.
   *
   * @param applied how many versions were new to the database
   * @param version the schema's version now
   * @param partitions how many partitions were made
   */
  public record Migrated(int applied, String version, int partitions) {}

  private Migrations() {}

  /** {@link #migrate(String, String, String, Instant)} with the partitions of today. */
  public static Migrated migrate(String jdbcUrl, String user, String password) {
    return migrate(jdbcUrl, user, password, Clock.systemUTC().instant());
  }

  /**
   * Brings the database to the newest version and makes the partitions of {@code now} and those
   * next to come; harmless where that is done.
   *
   * @throws NewerDatabase if a newer Headcount has migrated it
   */
  public static Migrated migrate(String jdbcUrl, String user, String password, Instant now) {
    var flyway = configured(jdbcUrl, user, password).load();
    newerThanThis(flyway);
    var result = flyway.migrate();
    try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
      var made = Partitions.make(connection, now, new UpkeepPlan(Retention.LONGEST, Duration.ZERO));
      return new Migrated(result.migrationsExecuted, newest(flyway).toString(), made);
    } catch (SQLException e) {
      throw new IllegalStateException("the partitions could not be made: " + e.getMessage(), e);
    }
  }

  /**
   * Throws if the database is of a newer version than this Headcount knows; changes nothing.
   *
   * @throws NewerDatabase naming both versions
   */
  public static void newerThanThis(String jdbcUrl, String user, String password) {
    newerThanThis(configured(jdbcUrl, user, password).load());
  }

  private static void newerThanThis(Flyway flyway) {
    var current = flyway.info().current();
    var known = newest(flyway);
    if (current != null
        && current.getVersion() != null
        && current.getVersion().compareTo(known) > 0) {
      throw new NewerDatabase(current.getVersion().toString(), known.toString());
    }
  }

  private static MigrationVersion newest(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(migration -> !migration.getScript().isEmpty())
        .filter(Migrations::ours)
        .map(MigrationInfo::getVersion)
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new IllegalStateException("no migrations on the class path"));
  }

  private static boolean ours(MigrationInfo migration) {
    return migration.getVersion() != null && migration.getState().isResolved();
  }

  private static FluentConfiguration configured(String jdbcUrl, String user, String password) {
    return Flyway.configure()
        .dataSource(jdbcUrl, user, password)
        .locations("classpath:db-migrations")
        .connectRetries(CONNECT_RETRIES)
        .cleanDisabled(true);
  }
}
