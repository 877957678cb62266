package headcount.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MysqlTest {
  @TempDir Path folder;

  private static Mysql start(Mysql.Place place) {
    return Mysql.start(TestFolder.SETTINGS, TestFolder.PARTS, place);
  }

  private static String ask(Mysql mysql, String url, String query) throws SQLException {
    try (var connection = DriverManager.getConnection(url, mysql.user(), mysql.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static void tell(Mysql mysql, String url, String command) throws SQLException {
    try (var connection = DriverManager.getConnection(url, mysql.user(), mysql.password());
        var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Test
  void readerRepeatsItsWriterAndTakesNoWritesOfItsOwn() throws Exception {
    try (var mysql = start(new Mysql.Place(folder, FreePorts.row(1), 0))) {
      tell(mysql, mysql.jdbcUrl(), "CREATE TABLE t (n INT PRIMARY KEY)");
      tell(mysql, mysql.jdbcUrl(), "INSERT INTO t VALUES (1)");
    }
    // the reader is new on a writer with a past, and on other ports
    try (var mysql = start(new Mysql.Place(folder, FreePorts.row(2), 1))) {
      var reader = mysql.readerUrls().getFirst();
      tell(mysql, mysql.jdbcUrl(), "INSERT INTO t VALUES (2)");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ask(mysql, reader, "SELECT COUNT(*) FROM t").equals("2"));
      assertThat(ask(mysql, mysql.jdbcUrl(), "SELECT @@server_id")).isEqualTo("1");
      assertThat(ask(mysql, reader, "SELECT @@server_id")).isEqualTo("2");
      assertThat(ask(mysql, reader, "SELECT @@read_only")).isEqualTo("1");
      assertThat(ask(mysql, reader, "SELECT @@server_uuid"))
          .isNotEqualTo(ask(mysql, mysql.jdbcUrl(), "SELECT @@server_uuid"));
      assertThatThrownBy(() -> tell(mysql, reader, "INSERT INTO t VALUES (3)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void committedRowsSurviveAKill() throws Exception {
    var place = new Mysql.Place(folder, FreePorts.row(1), 0);
    try (var mysql = start(place)) {
      tell(mysql, mysql.jdbcUrl(), "CREATE TABLE t (n INT PRIMARY KEY)");
      tell(mysql, mysql.jdbcUrl(), "INSERT INTO t VALUES (1)");
      ProcessHandle.of(mysql.pids().getFirst()).ifPresent(ProcessHandle::destroyForcibly);
      await().until(() -> !mysql.isAlive());
    }
    try (var mysql = start(place)) {
      assertThat(ask(mysql, mysql.jdbcUrl(), "SELECT n FROM t")).isEqualTo("1");
    }
  }

  @Test
  void whatWasKilledIsStartedAgainWithWhatWasCommittedAndItsReaderFollows() throws Exception {
    try (var mysql = start(new Mysql.Place(folder, FreePorts.row(2), 1))) {
      tell(mysql, mysql.jdbcUrl(), "CREATE TABLE t (n INT PRIMARY KEY)");
      tell(mysql, mysql.jdbcUrl(), "INSERT INTO t VALUES (1)");
      var former = mysql.pids();
      former.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                mysql.startAgain();
                assertThat(mysql.pids()).doesNotContainAnyElementsOf(former);
                assertThat(mysql.isAlive()).isTrue();
              });
      assertThat(ask(mysql, mysql.jdbcUrl(), "SELECT COUNT(*) FROM t")).isEqualTo("1");
      tell(mysql, mysql.jdbcUrl(), "INSERT INTO t VALUES (2)");
      var reader = mysql.readerUrls().getFirst();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ask(mysql, reader, "SELECT COUNT(*) FROM t").equals("2"));
    }
  }

  @Test
  void standInsServeWhereLibrariesAreMissing() throws Exception {
    var found = MysqlProgram.in(TestFolder.PARTS);
    var standIns = MysqlProgram.standIns(TestFolder.PARTS);
    var path =
        MysqlProgram.STAND_INS.stream()
            .map(name -> standIns.resolve(name + ".d").toString())
            .collect(Collectors.joining(":"));
    var bare = new MysqlProgram(found.home(), Map.of("LD_LIBRARY_PATH", path), found.template());
    var place = new Mysql.Place(folder, FreePorts.row(1), 0);
    try (var mysql = Mysql.start(TestFolder.SETTINGS, bare, place)) {
      var maps = Path.of("/proc/" + mysql.pids().getFirst() + "/maps");
      var mapped = java.nio.file.Files.readString(maps);
      for (var name : MysqlProgram.STAND_INS) {
        assertThat(mapped).contains(standIns.resolve(name + ".d").resolve(name).toString());
      }
      assertThat(ask(mysql, mysql.jdbcUrl(), "SELECT 1")).isEqualTo("1");
    }
  }
}
