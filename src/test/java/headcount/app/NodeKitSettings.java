package headcount.app;

import headcount.embedded.TestMysql;
import headcount.embedded.TestRedis;

/** What a node of {@link NodeKit} is set to. */
final class NodeKitSettings {
  /** Where it listens on 127.0.0.1. */
  record Ports(int http, int management, int socket, int artery) {}

  private NodeKitSettings() {}

  static String text(Ports ports, String database, String step, String seeds) {
    return """
        headcount {
          http { host = "127.0.0.1", port = %d, management { host = "127.0.0.1", port = %d } }
          socket { host = "127.0.0.1", port = %d }
          access {
            token-key = "%s"
            device-key = "%s"
            viewer-key = "%s"
            anonymous = on
            origins = ["http://localhost:*", "http://127.0.0.1:*"]
          }
          store.redis.uri = "%s"
          store.aurora.writer { url = "%s", user = "%s", password = "%s" }
          checkpoint.history-step = %s
          app.drain = 2s
        }
        pekko {
          remote.artery {
            canonical { hostname = "127.0.0.1", port = %d }
            advanced.test-mode = on
          }
          cluster { roles = ["anchor"], seed-nodes = [%s] }
        }
        """
        .formatted(
            ports.http(),
            ports.management(),
            ports.socket(),
            NodeKit.KEY,
            "d".repeat(40),
            "v".repeat(40),
            TestRedis.uri(),
            database,
            TestMysql.user(),
            TestMysql.password(),
            step,
            ports.artery(),
            seeds);
  }
}
