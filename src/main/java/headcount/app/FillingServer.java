package headcount.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import headcount.embedded.EmbeddedSettings;
import headcount.embedded.Mysql;
import headcount.embedded.Parts;
import headcount.store.aurora.Migrations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The MySQL of dev's data folder, started only to be filled: with a large cache, and without
 * waiting for the disk at each commit. It ends with this process.
 */
final class FillingServer implements AutoCloseable {
  private static final int PORT = 13_306;
  private static final int OFFSETS = 50;
  private static final String CACHE = "1GiB";

  private final DataFolder folder;
  private final Mysql mysql;
  private final JdbcAddress writer;

  private FillingServer(DataFolder folder, Mysql mysql, JdbcAddress writer) {
    this.folder = folder;
    this.mysql = mysql;
    this.writer = writer;
  }

  /**
   * Starts it and makes the tables.
   *
   * @throws Refusal if a dev runs on the folder
   */
  static FillingServer on(Path data) {
    var folder = DataFolder.open(data, false);
    try {
      var config =
          ConfigFactory.load()
              .withValue(
                  "headcount.embedded.mysql.buffer-pool", ConfigValueFactory.fromAnyRef(CACHE));
      var place = new Mysql.Place(folder.path(), port(), 0);
      var mysql = Mysql.start(EmbeddedSettings.from(config), new Parts(folder.parts()), place);
      Runtime.getRuntime().addShutdownHook(new Thread(mysql::close));
      Migrations.migrate(mysql.jdbcUrl(), mysql.user(), mysql.password());
      var unlogged = mysql.hurry();
      var writer =
          Files.exists(folder.path().resolve("mysql-reader-1"))
              ? new JdbcAddress(mysql.jdbcUrl(), mysql.user(), mysql.password())
              : new JdbcAddress(unlogged, mysql.operator(), mysql.password());
      return new FillingServer(folder, mysql, writer);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** A port that nobody listens on, dev's own if that is free. */
  private static int port() {
    return IntStream.range(PORT, PORT + OFFSETS)
        .filter(FillingServer::isFree)
        .findFirst()
        .orElseThrow(() -> new Refusal("no port from " + PORT + " on is free for MySQL"));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** The settings of a node whose writer it is. */
  Config config() {
    var room = "headcount.store.aurora.";
    return ConfigFactory.parseMap(
            Map.of(
                room + "writer.url", writer.url(),
                room + "writer.user", writer.user(),
                room + "writer.password", writer.password(),
                room + "readers", List.of()))
        .withFallback(ConfigFactory.load());
  }

  @Override
  public void close() {
    mysql.close();
    folder.close();
  }
}
