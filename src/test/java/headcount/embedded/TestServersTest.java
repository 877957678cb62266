package headcount.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class TestServersTest {
  @Test
  void freshDatabasesAreEmptyUtcAndApart() throws Exception {
    var first = TestMysql.freshDatabase();
    var second = TestMysql.freshDatabase();
    assertThat(first).isNotEqualTo(second);
    try (var connection =
            DriverManager.getConnection(first, TestMysql.user(), TestMysql.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (name VARCHAR(20))");
      statement.execute("INSERT INTO t VALUES ('시청자 👀')");
      try (var row =
          statement.executeQuery(
              "SELECT name, @@version, @@global.time_zone, @@innodb_flush_log_at_trx_commit"
                  + " FROM t")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("시청자 👀");
        assertThat(row.getString(2)).startsWith("8.0.");
        assertThat(row.getString(3)).isEqualTo("+00:00");
        assertThat(row.getInt(4)).isEqualTo(1);
      }
    }
  }

  @Test
  void redisAnswersAndIsFlushed() {
    TestRedis.ask("SET", "a", "1");
    assertThat(TestRedis.ask("GET", "a")).isEqualTo("1");
    TestRedis.flush();
    assertThat(TestRedis.ask("EXISTS", "a")).isEqualTo("0");
    assertThat(TestRedis.ask("CONFIG", "GET", "maxmemory-policy")).endsWith("noeviction");
  }

  @Test
  void clusterServesAllSlotsFromThreeMasters() throws Exception {
    var port = Integer.parseInt(TestRedisCluster.uris().getFirst().split(":", -1)[2]);
    var info = RedisWire.ask(port, "CLUSTER", "INFO");
    assertThat(info).contains("cluster_state:ok", "cluster_slots_ok:16384", "cluster_size:3");
    assertThat(RedisWire.ask(port, "CLUSTER", "NODES").lines().filter(l -> l.contains("slave")))
        .hasSize(3);
    TestRedisCluster.flush();
  }
}
