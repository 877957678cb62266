package headcount.app.faults;

import headcount.load.FaultCrowd;
import headcount.load.Figures;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks every live node five times a second for the count, and looks at the screens twice a second,
 * until it is closed. Thread-safe.
 */
final class Watch implements AutoCloseable {
  private static final long EACH = Duration.ofMillis(200).toNanos();
  private static final long SCREENS_EACH = Duration.ofMillis(500).toNanos();

  private final Rig rig;
  private final FaultCrowd crowd;
  private final Set<Integer> live = new CopyOnWriteArraySet<>();
  private final List<Look> looks = new ArrayList<>();
  private final List<Glance> glances = new ArrayList<>();
  private final ConcurrentHashMap<Integer, Long> largest = new ConcurrentHashMap<>();
  private final List<Thread> eyes = new ArrayList<>();
  private volatile boolean closed;

  private Watch(Rig rig, FaultCrowd crowd) {
    this.rig = rig;
    this.crowd = crowd;
  }

  /** Begins to watch the crowd's stream on all nodes. */
  static Watch start(Rig rig, FaultCrowd crowd) {
    var watch = new Watch(rig, crowd);
    for (var node : rig.nodes()) {
      watch.live.add(node.index());
      watch.begin(() -> watch.ask(node), EACH);
    }
    watch.begin(watch::glance, SCREENS_EACH);
    return watch;
  }

  private void begin(Runnable what, long each) {
    eyes.add(Thread.ofVirtual().start(() -> repeat(what, each)));
  }

  private void repeat(Runnable what, long each) {
    while (!closed) {
      var next = System.nanoTime() + each;
      what.run();
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
  }

  private void ask(RigNode node) {
    if (!live.contains(node.index())) {
      return;
    }
    var address = node.http().resolve("/v1/streams/" + crowd.plan().stream() + "/viewers");
    var look = look(node.index(), address);
    if (live.contains(node.index()) && !closed) {
      synchronized (looks) {
        looks.add(look);
      }
      largest.merge(node.index(), Memory.resident(rig.pid(node.index())), Math::max);
    }
  }

  private Look look(int node, URI address) {
    var asked = System.nanoTime();
    var answer = rig.asks().get(address);
    var answered = System.nanoTime();
    if (!answer.ok()) {
      return new Look(node, asked, answered, answer.status(), Figures.NONE, "");
    }
    var body = answer.json();
    var said =
        new Figures(
            body.path("viewers").asLong(-1),
            body.path("connections").asLong(-1),
            body.path("anonymous").asLong(-1));
    return new Look(node, asked, answered, 200, said, body.path("quality").asText());
  }

  private void glance() {
    var screens = crowd.screens();
    if (screens != null && !closed) {
      synchronized (looks) {
        glances.add(new Glance(System.nanoTime(), screens.least(), screens.most()));
      }
    }
  }

  /** The node is not to answer from now on: it is asked no more. */
  void leave(int node) {
    live.remove(node);
  }

  /** The node is to answer from now on. */
  void enter(int node) {
    live.add(node);
  }

  /** What was seen from that moment of {@link System#nanoTime} until now. */
  Sight since(long from) {
    return between(from, System.nanoTime());
  }

  /** What was seen from one moment to the other. */
  Sight between(long from, long to) {
    synchronized (looks) {
      return Sight.of(looks, glances, crowd.moments(), from, to);
    }
  }

  /** Answers from that moment on, in the order in which they came. */
  List<Look> looks(long from) {
    synchronized (looks) {
      return looks.stream().filter(look -> look.asked() - from >= 0).toList();
    }
  }

  /** The largest resident memory of any node so far, in MiB. */
  double memory() {
    return largest.values().stream().mapToLong(each -> each).max().orElse(0) / 1048576.0;
  }

  /**
   * Returns true as soon as every live node has said nothing but the truth, exactly, for two
   * seconds, and false when the time is up before.
   */
  boolean settles(Duration within) {
    var deadline = System.nanoTime() + within.toNanos();
    while (System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
      var now = System.nanoTime();
      var sight = between(now - TimeUnit.SECONDS.toNanos(2), now);
      if (sight.settled() && sight.exact() == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    closed = true;
    eyes.forEach(LockSupport::unpark);
  }
}
