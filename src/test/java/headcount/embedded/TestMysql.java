package headcount.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One real MySQL 8 for all tests of this JVM, started when it is first asked for. */
public final class TestMysql {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final class Shared {
    static final Mysql MYSQL = start();

    private static Mysql start() {
      var folder = TestFolder.of("mysql");
      var place = new Mysql.Place(folder, FreePorts.one(), 0);
      var mysql = Mysql.start(TestFolder.SETTINGS, TestFolder.PARTS, place);
      TestFolder.untilExit(mysql::close, folder);
      return mysql;
    }
  }

  private TestMysql() {}

  /** A server of its own with that many replicas, for whoever stops them; the caller closes it. */
  public static Mysql withReaders(Path folder, int readers) {
    return Mysql.start(
        TestFolder.SETTINGS,
        TestFolder.PARTS,
        new Mysql.Place(folder, FreePorts.row(1 + readers), readers));
  }

  /** The JDBC url of a new, empty database of the shared server. */
  public static String freshDatabase() {
    var name = "headcount_" + DATABASES.incrementAndGet();
    try (var connection = DriverManager.getConnection(url(), user(), password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    } catch (SQLException e) {
      throw new AssertionError("CREATE DATABASE " + name, e);
    }
    return Shared.MYSQL.jdbcUrl(name);
  }

  /** The shared database {@code headcount}. */
  public static String url() {
    return Shared.MYSQL.jdbcUrl();
  }

  public static String user() {
    return Shared.MYSQL.user();
  }

  public static String password() {
    return Shared.MYSQL.password();
  }
}
