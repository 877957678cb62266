package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.app.JdbcAddress;
import headcount.app.faults.CommitGate.Moment;
import headcount.embedded.TestMysql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommitGateTest {
  private final JdbcAddress database =
      new JdbcAddress(TestMysql.freshDatabase(), TestMysql.user(), TestMysql.password());

  private static Connection open(JdbcAddress address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }

  private static void write(Connection connection, String table) throws SQLException {
    connection.setAutoCommit(false);
    try (var insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
      insert.setInt(1, 1);
      insert.executeUpdate();
    }
    connection.commit();
  }

  private int rows(String table) throws SQLException {
    try (var connection = open(database);
        var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }

  @Test
  void anAnsweredCommitStandsThoughNobodyHearsOfItAndOthersPass() throws Exception {
    try (var direct = open(database);
        var statement = direct.createStatement()) {
      statement.execute("CREATE TABLE user_sessions (n INT)");
      statement.execute("CREATE TABLE others (n INT)");
    }
    var deeds = new AtomicInteger();
    try (var gate = CommitGate.before(database)) {
      var cut = gate.cut("user_sessions", Moment.ANSWERED, deeds::incrementAndGet);
      try (var connection = open(gate.way(database))) {
        write(connection, "others");
        assertThat(cut).isNotDone();
      }
      var connection = open(gate.way(database));
      assertThatThrownBy(() -> write(connection, "user_sessions")).isInstanceOf(SQLException.class);
      cut.get(20, TimeUnit.SECONDS);
      assertThat(deeds).hasValue(1);
      assertThat(rows("user_sessions")).isEqualTo(1);
      connection.close();
      try (var again = open(gate.way(database))) {
        write(again, "user_sessions");
      }
      assertThat(rows("user_sessions")).as("one cut is one").isEqualTo(2);
      assertThat(rows("others")).isEqualTo(1);
    }
  }
}
