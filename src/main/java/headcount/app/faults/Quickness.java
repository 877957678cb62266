package headcount.app.faults;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How quick a node is before and while something is wrong: the way of a count to twenty tabs, and
 * of an answer over HTTP. For one thread.
 */
final class Quickness implements AutoCloseable {
  private static final int READERS = 20;
  private static final Duration WARM = Duration.ofSeconds(10);
  private static final Duration CHANGE = Duration.ofMillis(400);
  private static final double USUALLY_MILLIS = 20;

  /** Half of what a call takes that a store does not answer: whoever waited for one is later. */
  private static final double AT_MOST_MILLIS = 500;

  private final Scene scene;
  private final Latency latency;
  private final String stream;
  private final List<Double> pushesBefore = new ArrayList<>();
  private final List<Double> pushes = new ArrayList<>();
  private List<Double> answersBefore = List.of();
  private List<Double> answers = List.of();

  private Quickness(Scene scene, String stream) {
    this.scene = scene;
    this.stream = stream;
    this.latency =
        new Latency(scene.rig().node(1).socket(), stream, READERS, InstantSource.system());
  }

  /** Tabs on a stream of their own, whose keys lie on the same Redis server as the crowd's. */
  static Quickness beside(Scene scene, RedisEyes redis) {
    var wanted = redis.master(scene.crowd().plan().stream());
    return IntStream.range(0, 100)
        .mapToObj(i -> "beside-" + i)
        .filter(name -> redis.master(name) == wanted)
        .findFirst()
        .map(name -> new Quickness(scene, name))
        .orElseThrow();
  }

  String stream() {
    return stream;
  }

  /** Measures for so long while nothing is wrong, when everything has run for a while. */
  void before(Duration time) throws InterruptedException {
    measure(WARM, new ArrayList<>());
    answersBefore = measure(time, pushesBefore);
  }

  /** Measures for so long while something is. */
  void meanwhile(Duration time) throws InterruptedException {
    answers = measure(time, pushes);
  }

  private List<Double> measure(Duration time, List<Double> into) throws InterruptedException {
    var begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos()) {
      latency.once(CHANGE, into);
    }
    return scene.watch().looks(begin).stream()
        .map(look -> (look.answered() - look.asked()) / 1e6)
        .toList();
  }

  /**
   * Promises that neither waits for a store: half of all no more than 20 ms later than before, or
   * twice; 99 of a hundred no more than half a second.
   */
  void judge(Report report) {
    judge(report, "push latency", pushesBefore, pushes);
    judge(report, "HTTP answers", answersBefore, answers);
    report.promise(latency.allOpen(), "the tabs beside them stand");
  }

  private static void judge(Report report, String what, List<Double> before, List<Double> during) {
    var half = Latency.percentile(before, 0.5);
    var halfNow = Latency.percentile(during, 0.5);
    var most = Latency.percentile(before, 0.99);
    var mostNow = Latency.percentile(during, 0.99);
    report.promise(
        halfNow <= Math.max(2 * half, half + USUALLY_MILLIS) && mostNow <= most + AT_MOST_MILLIS,
        String.format(
            Locale.ROOT,
            "%s: p50 %.0f ms before, %.0f ms meanwhile; p99 %.0f ms before, %.0f ms meanwhile (%d"
                + " and %d)",
            what,
            half,
            halfNow,
            most,
            mostNow,
            before.size(),
            during.size()));
  }

  @Override
  public void close() {
    latency.close();
  }
}
