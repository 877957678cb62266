package headcount.app.faults;

import headcount.app.faults.CommitGate.Moment;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One connection through a {@link CommitGate}. MySQL's packets have a head of four bytes: the
 * length in three, lowest first, and a number; a statement's begins with 3.
 */
final class CommitWire {
  private static final int HEAD = 4;
  private static final int QUERY = 3;
  private static final int LOOKED_AT = 600;
  private static final List<String> TABLES = List.of("user_sessions", "event_journal");
  private static final int PATIENCE_SECONDS = 10;

  private final CommitGate gate;
  private final Socket outer;
  private final Socket inner;
  private final Set<String> written = new HashSet<>();
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile boolean withheld;

  CommitWire(CommitGate gate, Socket outer, Socket inner) throws IOException {
    this.gate = gate;
    this.outer = outer;
    this.inner = inner;
    outer.setTcpNoDelay(true);
    inner.setTcpNoDelay(true);
  }

  /** Passes everything on until either side ends. */
  void run() {
    var back = Thread.ofVirtual().start(this::answers);
    try {
      questions();
    } catch (IOException ended) {
      // so does the other direction
    } finally {
      cut();
    }
    try {
      back.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void questions() throws IOException {
    var in = new DataInputStream(outer.getInputStream());
    var out = inner.getOutputStream();
    var head = new byte[HEAD];
    while (true) {
      in.readFully(head);
      var length = (head[0] & 0xFF) | (head[1] & 0xFF) << 8 | (head[2] & 0xFF) << 16;
      var packet = new byte[HEAD + length];
      System.arraycopy(head, 0, packet, 0, HEAD);
      in.readFully(packet, HEAD, length);
      var due = isCommit(packet) ? gate.due(Set.copyOf(written)) : null;
      if (due != null) {
        withheld = true;
      }
      out.write(packet);
      out.flush();
      if (due != null) {
        strike(due);
        return;
      }
    }
  }

  private void strike(CommitGate.Cut due) {
    try {
      if (due.moment() == Moment.ANSWERED && !answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        due.done().completeExceptionally(new IOException("the database did not answer a commit"));
        return;
      }
      due.deed().run();
      cut();
      due.done().complete(null);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      due.done().completeExceptionally(failed);
    }
  }

  /** Notes what a transaction writes to; true for the statement that commits it. */
  private boolean isCommit(byte[] packet) {
    if (packet.length <= HEAD || packet[HEAD] != QUERY) {
      return false;
    }
    var from = HEAD + 1;
    var length = Math.min(LOOKED_AT, packet.length - from);
    var text =
        new String(packet, from, length, StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT)
            .trim(); // also of the two low bytes by which newer clients say that no attributes come
    if (text.equals("commit")) {
      return true;
    }
    if (text.startsWith("rollback") || text.startsWith("set autocommit")) {
      written.clear();
    }
    TABLES.stream().filter(table -> text.contains("into " + table)).forEach(written::add);
    TABLES.stream().filter(table -> text.contains("into `" + table)).forEach(written::add);
    return false;
  }

  private void answers() {
    try {
      var in = inner.getInputStream();
      var out = outer.getOutputStream();
      var buffer = new byte[16_384];
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (withheld) {
          answered.countDown();
        } else {
          out.write(buffer, 0, n);
          out.flush();
        }
      }
    } catch (IOException ended) {
      // so does the other direction
    } finally {
      cut();
    }
  }

  /** Both sides end. */
  void cut() {
    for (var socket : List.of(outer, inner)) {
      try {
        socket.close();
      } catch (IOException gone) {
        // it has ended
      }
    }
  }
}
