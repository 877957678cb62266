package headcount.socket;

import headcount.presence.SessionId;
import headcount.stream.Relays;
import headcount.stream.Sessions;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the event loops of one node share. Thread-safe. */
final class EdgeNode {
  /** Who counts, once they are there. */
  record Counting(Relays relays, Sessions sessions) {}

  final SocketSettings settings;
  final EdgeParts parts;
  final EdgeMeters meters;
  final int loops;
  final PushCost pushCost = new PushCost();
  final Quota viewers;
  final Quota networks;
  final AtomicInteger connections = new AtomicInteger();

  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable Counting counting;
  private volatile boolean admitting;
  private volatile boolean recommended = true;

  EdgeNode(SocketSettings settings, EdgeParts parts) {
    this.settings = settings;
    this.parts = parts;
    var limits = parts.access().settings().limits();
    this.viewers = new Quota(limits.sessionsPerViewer());
    this.networks = new Quota(limits.connectionsPerNetwork());
    int wanted = settings.listen().loops();
    this.loops = wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
    this.meters = new EdgeMeters(parts.meters(), connections::get);
    meters.pushing(loops, pushCost);
  }

  void serve(Relays relays, Sessions sessions) {
    counting = new Counting(relays, sessions);
  }

  void admit(boolean now) {
    admitting = now;
  }

  void recommend(boolean now) {
    recommended = now;
  }

  /** Whether load balancers should send new connections here. */
  boolean ready() {
    return open() && recommended;
  }

  /** Whether new connections are taken, load aside. */
  private boolean open() {
    return admitting && counting != null;
  }

  /** Whether one more connection is taken. */
  boolean admits() {
    return open() && connections.get() < settings.admission().maxConnections();
  }

  Counting counting() {
    Counting now = counting;
    if (now == null) {
      throw new IllegalStateException("no connection may open before serve was called");
    }
    return now;
  }

  SessionId newSession() {
    return new SessionId(random.nextLong(1, Long.MAX_VALUE));
  }
}
