package headcount.store.aurora;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import headcount.store.aurora.AuroraSettings.Server;
import headcount.telemetry.Meters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;

/**
 * The connections of one purpose to one server. Opens none before they are needed, so it starts
 * while the server is down. Thread-safe.
 */
final class Pool implements AutoCloseable {
  private static final String WRAPPED = "jdbc:aws-wrapper:";

  private final String name;
  private final Server server;
  private final HikariDataSource source;
  private final long skipNanos;
  private final LongSupplier nanoClock;
  private volatile long lostAtNanos;
  private volatile boolean lost;

  Pool(
      String name,
      Server server,
      int size,
      AuroraSettings settings,
      Meters meters,
      LongSupplier nanoClock) {
    this.name = name;
    this.server = server;
    this.skipNanos = settings.times().skip().toNanos();
    this.nanoClock = nanoClock;
    this.source = new HikariDataSource(configured(name, server, size, settings));
    gauge(meters, "active", HikariPoolMXBean::getActiveConnections);
    gauge(meters, "idle", HikariPoolMXBean::getIdleConnections);
    gauge(meters, "waiting", HikariPoolMXBean::getThreadsAwaitingConnection);
  }

  String name() {
    return name;
  }

  Server server() {
    return server;
  }

  DataSource source() {
    return source;
  }

  int size() {
    return source.getMaximumPoolSize();
  }

  /** A connection; blocks for at most the connection timeout. */
  Connection connection() throws SQLException {
    return source.getConnection();
  }

  /** Whether the server did not answer a moment ago. */
  boolean lost() {
    return lost && nanoClock.getAsLong() - lostAtNanos < skipNanos;
  }

  void answered() {
    lost = false;
  }

  void failed() {
    lostAtNanos = nanoClock.getAsLong();
    lost = true;
  }

  @Override
  public void close() {
    source.close();
  }

  private void gauge(Meters meters, String state, ToIntFunction<HikariPoolMXBean> figure) {
    meters.gauge(
        "store.pool.connections",
        "database connections by pool; waiting: requests for one",
        () -> figureOf(source, figure),
        "pool",
        name,
        "state",
        state);
  }

  private static double figureOf(HikariDataSource pool, ToIntFunction<HikariPoolMXBean> figure) {
    var bean = pool.isClosed() ? null : pool.getHikariPoolMXBean();
    return bean == null ? 0 : figure.applyAsInt(bean);
  }

  private static HikariConfig configured(
      String name, Server server, int size, AuroraSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("headcount-" + name);
    config.setJdbcUrl(server.url());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(settings.times().connection().toMillis());
    config.setValidationTimeout(settings.times().validation().toMillis());
    config.setIdleTimeout(settings.times().idle().toMillis());
    config.addDataSourceProperty("connectionTimeZone", "UTC");
    config.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
    config.addDataSourceProperty("connectTimeout", "2000");
    config.addDataSourceProperty("socketTimeout", "60000");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    if (settings.wrapper().wraps(server.url())) {
      if (!server.url().startsWith(WRAPPED)) {
        config.setJdbcUrl(server.url().replaceFirst("^jdbc:", WRAPPED));
      }
      config.setDriverClassName("software.amazon.jdbc.Driver");
      config.setExceptionOverrideClassName("software.amazon.jdbc.util.HikariCPSQLException");
    }
    return config;
  }
}
