package headcount.store.aurora;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.embedded.TestMysql;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A migrated database of its own on the real server of the tests, and the stores on it. */
public final class AuroraFixture implements AutoCloseable {
  final String url = TestMysql.freshDatabase();
  final AuroraStores stores;

  AuroraFixture(InstantSource clock) {
    this(clock, Map.of());
  }

  AuroraFixture(InstantSource clock, Map<String, Object> more) {
    Migrations.migrate(url, TestMysql.user(), TestMysql.password(), clock.instant());
    this.stores =
        AuroraStores.connect(config(url, more), new Meters(new SimpleMeterRegistry()), clock);
  }

  /** With the clock of this moment. */
  public static AuroraFixture at(Instant now) {
    return new AuroraFixture(InstantSource.fixed(now));
  }

  /** Likewise, with settings. */
  public static AuroraFixture at(Instant now, Map<String, Object> more) {
    return new AuroraFixture(InstantSource.fixed(now), more);
  }

  /** The stores on it. */
  public AuroraStores stores() {
    return stores;
  }

  static Config config(String url, Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.putIfAbsent("headcount.store.aurora.writer.url", url);
    settings.put("headcount.store.aurora.writer.user", TestMysql.user());
    settings.put("headcount.store.aurora.writer.password", TestMysql.password());
    return ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
  }

  /** A session of its own, which the caller closes. */
  public Connection connection() throws SQLException {
    return DriverManager.getConnection(url, TestMysql.user(), TestMysql.password());
  }

  /** The rows of a query, their columns joined by spaces. */
  public List<String> rows(String sql) {
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var out = new ArrayList<String>();
      while (rows.next()) {
        var line = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.add(String.valueOf(rows.getString(i)));
        }
        out.add(String.join(" ", line));
      }
      return out;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Runs a statement. */
  public void run(String sql) {
    try (var connection = connection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() {
    stores.close();
  }
}
