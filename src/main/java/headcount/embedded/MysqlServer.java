package headcount.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One mysqld on its own data folder and port: the writer or a reader. */
final class MysqlServer {
  static final String PASSWORD = "headcount";
  static final String OPERATOR = "operator";
  private static final long PAUSE_MILLIS = 40;

  /**
   * Which of the servers it is.
   *
   * @param id its server_id, from 1
   * @param reader whether it takes its data from the writer and refuses others' writes
   */
  record Role(String name, int id, int port, boolean reader) {}

  private final EmbeddedSettings settings;
  private final MysqlProgram program;
  private final Path data;
  private final Role role;
  private final ChildProcess.Plan plan;

  /**
   * @param folder the folder that holds {@code mysql}, {@code mysql-reader-1} and so on
   */
  MysqlServer(EmbeddedSettings settings, MysqlProgram program, Path folder, Role role) {
    this.settings = settings;
    this.program = program;
    this.role = role;
    var file = role.reader() ? "mysql-reader-" + (role.id() - 1) : "mysql";
    this.data = folder.resolve(file);
    this.plan =
        new ChildProcess.Plan(
            role.name(),
            command(),
            program.environment(),
            folder,
            folder.resolve(file),
            settings.stopGrace());
  }

  private List<String> command() {
    var line = program.command(data);
    line.addAll(
        List.of(
            "--port=" + role.port(),
            "--bind-address=127.0.0.1",
            "--socket=mysqld.sock",
            "--pid-file=" + data.resolve("mysqld.pid"),
            "--skip-name-resolve",
            "--default-time-zone=+00:00",
            "--innodb-buffer-pool-size=" + settings.mysqlBufferPoolBytes(),
            "--max-connections=" + settings.mysqlConnections(),
            "--table-open-cache=512",
            "--event-scheduler=OFF"));
    line.addAll(
        List.of(
            "--server-id=" + role.id(),
            "--log-bin=binlog",
            "--gtid-mode=ON",
            "--enforce-gtid-consistency=ON",
            "--binlog-expire-logs-seconds=604800",
            "--max-binlog-size=64M",
            "--log-bin-trust-function-creators=ON",
            "--skip-replica-start",
            "--relay-log=relay"));
    line.addAll(role.reader() ? reading() : writing());
    return line;
  }

  private static List<String> writing() {
    return List.of("--innodb-flush-log-at-trx-commit=1", "--sync-binlog=1");
  }

  /** A reader that loses its last second takes it from the writer again. */
  private static List<String> reading() {
    return List.of(
        "--innodb-flush-log-at-trx-commit=2",
        "--sync-binlog=0",
        "--relay-log-recovery=ON",
        "--read-only=ON",
        "--super-read-only=ON");
  }

  /** Makes the data folder if it is not there, as a copy of another whose server is not running. */
  void prepare(Path origin) {
    ChildProcess.endOrphan(plan);
    if (!Files.isDirectory(data)) {
      Folders.copy(origin, data, Set.of("auto.cnf", "mysqld.sock", "mysqld.sock.lock"));
    }
  }

  Path data() {
    return data;
  }

  int port() {
    return role.port();
  }

  /** Starts it and returns when it answers. */
  ChildProcess start() {
    var child = ChildProcess.start(plan);
    try {
      awaitAnswer(child);
      return child;
    } catch (RuntimeException e) {
      child.stop();
      throw e;
    }
  }

  private void awaitAnswer(ChildProcess child) {
    var deadline = System.nanoTime() + settings.startTimeout().toNanos();
    while (true) {
      try (var connection = connect()) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException notYet) {
        if (System.nanoTime() - deadline > 0) {
          throw child.failed("did not answer within " + settings.startTimeout().toSeconds() + " s");
        }
      }
      if (!child.isAlive()) {
        throw child.failed("ended while starting");
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  /** A connection that may do everything; from this machine only. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url("") + "&connectTimeout=2000", OPERATOR, PASSWORD);
  }

  String url(String database) {
    return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC"
        .formatted(role.port(), database);
  }

  /** Commits wait for no disk until it ends. */
  void hurry() {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
      statement.execute("SET GLOBAL sync_binlog = 0");
      statement.execute("SET GLOBAL innodb_redo_log_capacity = " + (2L << 30));
    } catch (SQLException e) {
      throw new EmbeddedFailure(role.name() + " cannot be hurried: " + e.getMessage());
    }
  }

  /** Makes this reader follow the writer; returns when both of its threads run. */
  void follow(MysqlServer writer, ChildProcess child) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var line : following(writer.port())) {
        statement.execute(line);
      }
      var deadline = System.nanoTime() + settings.startTimeout().toNanos();
      var status = ReplicaStatus.of(connection);
      while (!status.runs()) {
        if (!status.error().isEmpty() || System.nanoTime() - deadline > 0) {
          throw new EmbeddedFailure(
              "%s does not follow its writer (%s); remove %s and start again: it is made anew"
                  .formatted(role.name(), status.error(), data));
        }
        Pause.millis(PAUSE_MILLIS);
        status = ReplicaStatus.of(connection);
      }
    } catch (SQLException e) {
      throw child.failed("could not be made to follow its writer: " + e.getMessage());
    }
  }

  private static List<String> following(int port) {
    var lines = new ArrayList<String>();
    lines.add("STOP REPLICA");
    lines.add(
        ("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=%d, SOURCE_USER='%s',"
                + " SOURCE_PASSWORD='%s', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1,"
                + " SOURCE_CONNECT_RETRY=1, SOURCE_RETRY_COUNT=86400")
            .formatted(port, OPERATOR, PASSWORD));
    lines.add("START REPLICA");
    return lines;
  }
}
