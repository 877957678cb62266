package headcount.app;

import com.typesafe.config.ConfigFactory;
import headcount.embedded.EmbeddedSettings;
import headcount.embedded.Mysql;
import headcount.embedded.Parts;
import headcount.embedded.Redis;
import headcount.store.aurora.Migrations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The stores of a plan: those of our own are started at once, beside each other, and the tables are
 * made.
 *
 * @param addresses Redis' servers, as {@code redis://host:port}
 * @param writer where records go
 * @param redis our own; null with a real one
 * @param mysql our own; null with a real one
 */
public record DevServers(
    List<String> addresses, JdbcAddress writer, @Nullable Redis redis, @Nullable Mysql mysql) {
  public DevServers {
    addresses = List.copyOf(addresses);
  }

  /**
   * Returns when both answer and the tables are there.
   *
   * @param ending stops what was started, also when the other one fails
   */
  public static DevServers start(DevPlan plan, DataFolder folder, Ending ending) {
    var settings = EmbeddedSettings.from(ConfigFactory.load());
    var parts = new Parts(folder.parts());
    try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
      var redis =
          CompletableFuture.supplyAsync(() -> redis(plan, settings, parts, folder, ending), two);
      var mysql =
          CompletableFuture.supplyAsync(() -> mysql(plan, settings, parts, folder, ending), two);
      var database = joined(mysql);
      var writer = writer(plan, database);
      Migrations.migrate(writer.url(), writer.user(), writer.password());
      var own = joined(redis);
      return new DevServers(addresses(plan, own), writer, own, database);
    }
  }

  private static List<String> addresses(DevPlan plan, @Nullable Redis own) {
    var address = plan.redis();
    if (own != null) {
      return own.uris();
    }
    return DevConfig.addresses(address == null ? "" : address);
  }

  private static @Nullable Redis redis(
      DevPlan plan, EmbeddedSettings settings, Parts parts, DataFolder folder, Ending ending) {
    if (!plan.ownRedis()) {
      return null;
    }
    var redis = Redis.start(settings, parts, plan.redisPlace(folder.path()));
    ending.add("Redis", redis::close);
    return redis;
  }

  private static @Nullable Mysql mysql(
      DevPlan plan, EmbeddedSettings settings, Parts parts, DataFolder folder, Ending ending) {
    if (!plan.ownMysql()) {
      return null;
    }
    var mysql = Mysql.start(settings, parts, plan.mysqlPlace(folder.path()));
    ending.add("MySQL", mysql::close);
    return mysql;
  }

  private static JdbcAddress writer(DevPlan plan, @Nullable Mysql mysql) {
    var address = plan.mysql();
    if (mysql != null) {
      return new JdbcAddress(mysql.jdbcUrl(), mysql.user(), mysql.password());
    }
    return JdbcAddress.of(address == null ? "" : address, System.getenv());
  }

  private static <T extends @Nullable Object> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException sentence) {
        throw sentence;
      }
      throw e;
    }
  }
}
