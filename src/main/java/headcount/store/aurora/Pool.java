package headcount.store.aurora;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import headcount.store.aurora.AuroraSettings.Server;
import headcount.telemetry.Meters;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;

/**
 * The connections of one purpose to one server. Opens none before they are needed, so it starts
 * while the server is down. Thread-safe.
 */
final class Pool implements AutoCloseable {
  private static final String WRAPPED = "jdbc:aws-wrapper:";

  private final Purpose purpose;
  private final HikariDataSource source;
  private final long skipNanos;
  private final LongSupplier nanoClock;
  private volatile long lostAtNanos;
  private volatile boolean lost;

  Pool(Purpose purpose, AuroraSettings settings, Meters meters, LongSupplier nanoClock) {
    this.purpose = purpose;
    this.skipNanos = settings.times().skip().toNanos();
    this.nanoClock = nanoClock;
    this.source = new HikariDataSource(configured(purpose, settings));
    gauge(meters, "active", HikariPoolMXBean::getActiveConnections);
    gauge(meters, "idle", HikariPoolMXBean::getIdleConnections);
    gauge(meters, "waiting", HikariPoolMXBean::getThreadsAwaitingConnection);
  }

  String name() {
    return purpose.name();
  }

  Server server() {
    return purpose.server();
  }

  DataSource source() {
    return source;
  }

  int size() {
    return source.getMaximumPoolSize();
  }

  /**
   * A connection; blocks for at most the connection timeout.
   *
   * @throws PoolBusy if all are in use
   */
  Connection connection() throws SQLException {
    try {
      return source.getConnection();
    } catch (SQLTransientConnectionException none) {
      var bean = source.getHikariPoolMXBean();
      if (bean != null && bean.getActiveConnections() >= size()) {
        throw new PoolBusy(name(), none);
      }
      throw none;
    }
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
        name(),
        "state",
        state);
  }

  private static double figureOf(HikariDataSource pool, ToIntFunction<HikariPoolMXBean> figure) {
    var bean = pool.isClosed() ? null : pool.getHikariPoolMXBean();
    return bean == null ? 0 : figure.applyAsInt(bean);
  }

  private static HikariConfig configured(Purpose purpose, AuroraSettings settings) {
    var server = purpose.server();
    var config = new HikariConfig();
    config.setPoolName("headcount-" + purpose.name());
    config.setJdbcUrl(server.url());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMaximumPoolSize(purpose.size());
    config.setMinimumIdle(purpose.idle());
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(purpose.patience().connection().toMillis());
    config.setValidationTimeout(purpose.patience().validation().toMillis());
    config.setIdleTimeout(settings.times().idle().toMillis());
    config.addDataSourceProperty("connectionTimeZone", "UTC");
    config.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
    config.addDataSourceProperty("connectTimeout", "2000");
    config.addDataSourceProperty(
        "socketTimeout", String.valueOf(purpose.patience().socket().toMillis()));
    if (purpose.patience().statement().isPositive()) {
      config.addDataSourceProperty(
          "sessionVariables", "max_execution_time=" + purpose.patience().statement().toMillis());
    }
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
