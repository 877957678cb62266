package headcount.socket;

import com.typesafe.config.ConfigFactory;
import headcount.access.Access;
import headcount.access.AccessSettings;
import headcount.access.ResumeTokens;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import headcount.telemetry.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A host with manual time that writes down what it was asked. */
final class PureHost implements Host {
  private static final PureHost SHARED = new PureHost();

  final List<String> said = new ArrayList<>();
  private final Access access;
  private final SocketSettings settings;
  private final TimerWheel wheel;
  private final EdgeMeters meters = new EdgeMeters(new Meters(new SimpleMeterRegistry()), () -> 0);
  private final Room room = new Room(new StreamId("room"));
  private long nanos;

  PureHost() {
    var config =
        ConfigFactory.parseString(
                """
                headcount.access { anonymous = true
                  token-key = "tttttttttttttttttttttttttttttttt"
                  device-key = "dddddddddddddddddddddddddddddddd"
                  viewer-key = "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv" }
                """)
            .withFallback(ConfigFactory.parseResources("headcount/access.conf"))
            .withFallback(ConfigFactory.parseResources("headcount/socket.conf"))
            .resolve();
    access = Access.of(AccessSettings.from(config), () -> 0);
    settings = SocketSettings.from(config);
    wheel = new TimerWheel(TimeUnit.MILLISECONDS.toNanos(500), 0);
  }

  /** A connection that is not about time. */
  static ConnectionState state(Wire wire) {
    return new ConnectionState(SHARED, wire, new SessionId(1), 0);
  }

  /** Lets time pass, tick by tick. */
  void pass(int seconds) {
    for (int i = 0; i < seconds * 2; i++) {
      nanos += TimeUnit.MILLISECONDS.toNanos(500);
      wheel.advance(nanos);
    }
  }

  @Override
  public long nowNanos() {
    return nanos;
  }

  @Override
  public long wallMillis() {
    return 1_790_000_000_000L + TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  @Override
  public Access access() {
    return access;
  }

  @Override
  public SocketSettings settings() {
    return settings;
  }

  @Override
  public UUID incarnation() {
    return new UUID(1, 2);
  }

  @Override
  public TimerWheel wheel() {
    return wheel;
  }

  @Override
  public EdgeMeters meters() {
    return meters;
  }

  @Override
  public boolean admit(ViewerId viewer) {
    return true;
  }

  @Override
  public void replace(ResumeTokens.Former former) {
    said.add("replace " + former.session());
  }

  @Override
  public Joined join(ConnectionState connection, StreamId stream) {
    said.add("join " + stream);
    var joined = new Joined(connection, stream, wallMillis());
    room.add(joined);
    return joined;
  }

  @Override
  public void leave(Joined joined, long endedAtMillis, EndedBy by) {
    said.add("leave " + joined.stream + " " + by + " " + (wallMillis() - endedAtMillis));
    room.remove(joined);
  }

  @Override
  public void moveOn(Joined joined) {
    said.add("moveOn " + joined.stream);
    room.remove(joined);
  }

  @Override
  public void closed(SessionId session, @Nullable ViewerId viewer) {
    said.add("closed");
  }
}
