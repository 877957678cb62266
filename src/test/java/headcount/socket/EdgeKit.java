package headcount.socket;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import headcount.access.Access;
import headcount.access.AccessSettings;
import headcount.access.TokenKey;
import headcount.access.TokenSigner;
import headcount.presence.SessionId;
import headcount.stream.Sessions;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;

/** A whole socket port on a free one, with relays in memory and short deadlines where asked. */
final class EdgeKit implements AutoCloseable {
  /** What the edge gathers counts for. */
  static final Duration FANOUT_TICK = Duration.ofMillis(20);

  private static final String KEYS =
      """
      headcount.access {
        token-key = "tttttttttttttttttttttttttttttttt"
        device-key = "dddddddddddddddddddddddddddddddd"
        viewer-key = "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
        anonymous = true
        origins = ["http://localhost:*"]
      }
      headcount.socket { host = "127.0.0.1", port = 0, loops = 2 }
      headcount.socket.fanout { slice = 8, tick = 20ms }
      """;

  final RelayTwin relays = new RelayTwin();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final EdgeServer server;

  private final ActorTestKit actors;
  private final Queue<RawSocket> opened = new ConcurrentLinkedQueue<>();
  private boolean stopped;

  EdgeKit(String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseString(KEYS))
            .withFallback(ConfigFactory.parseResources("headcount/access.conf"))
            .withFallback(ConfigFactory.parseResources("headcount/socket.conf"))
            .resolve();
    var plain =
        ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING")
            .withFallback(config)
            .withFallback(ConfigFactory.defaultReference());
    actors = ActorTestKit.create("edge", plain.resolve());
    server =
        EdgeServer.start(
            actors.system(),
            SocketSettings.from(config),
            new EdgeParts(
                Access.of(AccessSettings.from(config), System::nanoTime),
                UUID.randomUUID(),
                new Meters(registry),
                InstantSource.system(),
                System::nanoTime));
    relays.pushTo(server.edge());
    server.serve(relays, new OwnSessions());
    server.admit(true);
  }

  /** The sessions of a cluster of one. */
  private final class OwnSessions implements Sessions {
    @Override
    public CompletionStage<Boolean> close(SessionId session, Why why) {
      return server.edge().close(session, why);
    }
  }

  RawSocket raw() {
    RawSocket socket = RawSocket.open(server.port());
    // a socket that nobody holds would be closed by the garbage collector
    opened.add(socket);
    return socket;
  }

  /** A socket past its upgrade. */
  RawSocket upgraded() {
    RawSocket socket = raw();
    socket.upgrade();
    return socket;
  }

  /** A socket past its connect frame, as this subject or, for null, anonymous. */
  RawSocket connected(@Nullable String subject) {
    RawSocket socket = upgraded();
    socket.text(
        subject == null
            ? "{\"type\":\"connect\"}"
            : "{\"type\":\"connect\",\"token\":\"" + token(subject) + "\"}");
    socket.expect("connected");
    return socket;
  }

  /** A socket that has joined the stream and knows its count. */
  RawSocket joined(@Nullable String subject, String stream) {
    RawSocket socket = connected(subject);
    socket.text("{\"type\":\"join\",\"stream\":\"" + stream + "\"}");
    socket.expect("joined");
    return socket;
  }

  static String token(String subject) {
    return token(subject, Duration.ofMinutes(5));
  }

  static String token(String subject, Duration life) {
    return signer().sign(subject, life, null, null, Instant.now());
  }

  static TokenSigner signer() {
    return new TokenSigner((TokenKey.Shared) TokenKey.shared("t".repeat(32)));
  }

  void stop() {
    if (!stopped) {
      stopped = true;
      server.stop().toCompletableFuture().join();
      server.release().toCompletableFuture().join();
    }
  }

  @Override
  public void close() {
    stop();
    opened.forEach(RawSocket::close);
    actors.shutdownTestKit();
  }
}
