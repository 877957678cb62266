package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.load.Question.Cached;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server of plain sockets that does to its connections what it is told. */
class InquiryTest {
  private static final String GOOD =
      "HTTP/1.1 200 OK\r\nX-Cache: hit\r\nContent-Length: 5\r\n\r\nhello";

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Inquiry inquiry = new Inquiry();
  private ServerSocket server;
  private volatile String answer = GOOD;
  private volatile boolean closing;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    inquiry.close();
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        connections.incrementAndGet();
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed with the test
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (line.isEmpty()) {
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
          if (closing) {
            return;
          }
        }
      }
    } catch (IOException _) {
      // the other end is gone
    }
  }

  private Reply asked(String path) {
    var reply = new CompletableFuture<Reply>();
    var address = URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    inquiry.ask(address, System.nanoTime(), reply::complete);
    return reply.orTimeout(15, TimeUnit.SECONDS).join();
  }

  @Test
  void oneConnectionTakesOneQuestionAfterTheOther() {
    for (int i = 0; i < 3; i++) {
      assertThat(asked("/v1/x?category=a%20b")).isEqualTo(new Reply(200, Cached.HIT));
    }
    assertThat(connections).hasValue(1);
    assertThat(lines)
        .contains(
            "GET /v1/x?category=a%20b HTTP/1.1",
            "host: 127.0.0.1:" + server.getLocalPort(), "accept: application/json");
  }

  @Test
  void aKeptConnectionThatWasClosedCostsNoQuestion() {
    closing = true;
    assertThat(asked("/1").status()).isEqualTo(200);
    assertThat(asked("/2").status()).isEqualTo(200);
    assertThat(asked("/3").status()).isEqualTo(200);
    assertThat(connections.get()).isEqualTo(3);
  }

  @Test
  void aConnectionThatIsNotToLastIsNotUsedAgain() {
    answer = "HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    assertThat(asked("/1")).isEqualTo(new Reply(503, Cached.NONE));
    answer = GOOD;
    assertThat(asked("/2").status()).isEqualTo(200);
    assertThat(connections).hasValue(2);
  }

  @Test
  void whatBreaksOffOrIsNoHttpIsNoAnswer() {
    closing = true;
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort";
    assertThat(asked("/1")).isEqualTo(Reply.NONE);
    answer = "";
    assertThat(asked("/2")).isEqualTo(Reply.NONE);
    answer = "SSH-2.0-other\r\n\r\n";
    assertThat(asked("/3").status()).isNotEqualTo(200);
  }

  @Test
  void whoIsNotThereDoesNotAnswer() throws IOException {
    server.close();
    assertThat(asked("/1")).isEqualTo(Reply.NONE);
  }
}
