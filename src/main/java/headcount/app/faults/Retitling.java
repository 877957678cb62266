package headcount.app.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import headcount.access.Secret;
import headcount.access.TokenKey;
import headcount.access.TokenSigner;
import headcount.app.JdbcAddress;
import headcount.app.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * An operator who gives a broadcast one title after the other, each again until it is answered, and
 * the journal that must hold each of them once. Thread-safe.
 */
final class Retitling implements AutoCloseable {
  private static final String STREAM = "titled";
  private static final Duration EACH = Duration.ofMillis(400);
  private static final ObjectMapper EVENTS = new ObjectMapper(new CBORFactory());
  private static final String JOURNAL =
      """
      SELECT sequence_number, event_payload FROM event_journal
      WHERE persistence_id LIKE 'broadcast|titled' ORDER BY sequence_number
      """;

  private final Asks asks;
  private final URI address;
  private final String token;
  private final Thread operator;
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean closed;

  private Retitling(Rig rig) {
    this.asks = rig.asks();
    this.address = rig.node(0).http().resolve("/v1/streams/" + STREAM);
    var signer = new TokenSigner(new TokenKey.Shared(Secret.of("token key", rig.tokenKey())));
    var now = InstantSource.system().instant();
    this.token = signer.sign("operator", Duration.ofHours(2), "operator", null, now);
    this.operator = Thread.ofVirtual().unstarted(this::run);
  }

  /** Begins. */
  static Retitling start(Rig rig) {
    var retitling = new Retitling(rig);
    retitling.operator.start();
    return retitling;
  }

  private void run() {
    while (!closed) {
      var body = "{\"title\":\"" + title(answered.get() + 1) + "\"}";
      var request =
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(body));
      var status = asks.send(request).status();
      if (status == 200 || status == 201) {
        answered.incrementAndGet();
      }
      LockSupport.parkNanos(EACH.toNanos());
    }
  }

  private static String title(int number) {
    return "title " + number;
  }

  /** Stops after a title that was answered, and promises that the journal holds each once. */
  void judge(JdbcAddress database, Report report) throws InterruptedException {
    var wanted = answered.get() + 1;
    for (var begin = System.nanoTime(); answered.get() < wanted; Scene.rest(EACH)) {
      if (System.nanoTime() - begin > Duration.ofMinutes(1).toNanos()) {
        report.promise(false, "for a minute no title was taken any more");
        break;
      }
    }
    close();
    operator.join();
    var titles = IntStream.rangeClosed(1, answered.get()).mapToObj(Retitling::title).toList();
    var journal = journal(database);
    report.promise(
        journal.equals(titles) || journal.equals(withOneUnanswered(titles)),
        journal.size() >= titles.size() && journal.subList(0, titles.size()).equals(titles)
            ? titles.size() + " titles that were answered stand in the journal, each once, in order"
            : "answered were " + titles + ", in the journal are " + journal);
  }

  /** The last one may have been taken without that anybody heard of it. */
  private static List<String> withOneUnanswered(List<String> titles) {
    var all = new ArrayList<>(titles);
    all.add(title(titles.size() + 1));
    return all;
  }

  private static List<String> journal(JdbcAddress database) {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var rows = connection.createStatement().executeQuery(JOURNAL)) {
      var titles = new ArrayList<String>();
      while (rows.next()) {
        if (rows.getLong(1) != titles.size() + 1) {
          throw new Refusal("the journal has no event " + (titles.size() + 1));
        }
        titles.add(EVENTS.readTree(rows.getBytes(2)).path("title").asText());
      }
      return titles;
    } catch (SQLException | IOException e) {
      throw new Refusal("the journal cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(operator);
  }
}
