package headcount.app.faults;

import headcount.app.JdbcAddress;
import headcount.app.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A way to MySQL that reads along what clients ask, and can withhold the answer to one commit.
 * Thread-safe.
 */
final class CommitGate implements AutoCloseable {
  /** What has happened when the way is cut. */
  enum Moment {
    /** The database was asked to commit. */
    ASKED,
    /** The database has answered; nobody hears it. */
    ANSWERED
  }

  /**
   * A commit whose answer is to be withheld.
   *
   * @param table which its transaction writes to
   * @param deed done at the moment, before the connection is cut
   */
  record Cut(String table, Moment moment, Runnable deed, CompletableFuture<Void> done) {}

  private final ServerSocket door;
  private final int port;
  private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
  private final Set<CommitWire> wires = ConcurrentHashMap.newKeySet();

  private CommitGate(ServerSocket door, int port) {
    this.door = door;
    this.port = port;
  }

  /** Opens a way, on any free port, to the port of the loopback where this database listens. */
  static CommitGate before(JdbcAddress database) {
    try {
      var door = new ServerSocket();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var gate = new CommitGate(door, uri(database).getPort());
      Thread.ofVirtual().start(gate::admit);
      return gate;
    } catch (IOException e) {
      throw new Refusal("nobody can listen before MySQL: " + e, e);
    }
  }

  private static URI uri(JdbcAddress database) {
    return URI.create(database.url().substring("jdbc:".length()));
  }

  /** The same database by this way. */
  JdbcAddress way(JdbcAddress database) {
    var through = database.url().replaceFirst(":" + port + "/", ":" + door.getLocalPort() + "/");
    return new JdbcAddress(through, database.user(), database.password());
  }

  /**
   * Withholds the answer to the next commit of a transaction that writes to this table; the stage
   * is complete when it was cut.
   */
  CompletableFuture<Void> cut(String table, Moment moment, Runnable deed) {
    var cut = new Cut(table, moment, deed, new CompletableFuture<>());
    next.set(cut);
    return cut.done();
  }

  /** The cut that is due with a commit of a transaction that wrote to these tables; once. */
  @Nullable Cut due(Set<String> tables) {
    var cut = next.get();
    return cut != null && tables.contains(cut.table()) && next.compareAndSet(cut, null)
        ? cut
        : null;
  }

  private void admit() {
    while (!door.isClosed()) {
      try {
        var outer = door.accept();
        Thread.ofVirtual().start(() -> pass(outer));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pass(Socket outer) {
    try (outer;
        var inner = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var wire = new CommitWire(this, outer, inner);
      wires.add(wire);
      try {
        wire.run();
      } finally {
        wires.remove(wire);
      }
    } catch (IOException refused) {
      // the database is not there: whoever asked sees the connection close
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new Refusal("the way to MySQL cannot be closed: " + e, e);
    } finally {
      wires.forEach(CommitWire::cut);
    }
  }
}
