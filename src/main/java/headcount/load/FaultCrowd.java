package headcount.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An audience of one stream that goes through faults on real sockets and knows its own truth: who
 * is connected, whom the servers owe to count and whom they may.
 *
 * <p>One event loop, at most some 19,000 sockets a process. Methods ask that loop and block for at
 * most 30 s; thread-safe.
 */
public final class FaultCrowd implements AutoCloseable {
  private static final List<Integer> COME_BACK = List.of(1001, 1006, 1012, 1013, 4408, 4429);

  private final Wire wire;
  private final Stage stage;
  private final FaultPlan plan;
  private final FaultSeats seats;
  private final Moments moments = new Moments();

  private FaultCrowd(Wire wire, Stage stage, FaultPlan plan, int nodes) {
    this.wire = wire;
    this.stage = stage;
    this.plan = plan;
    this.seats = new FaultSeats(stage, plan, nodes);
  }

  /**
   * Begins to open its sockets, spread over the nodes in turn.
   *
   * @param nodes their HTTP and socket addresses, in their order
   * @param tokenKey with which viewers' tokens are signed
   */
  public static FaultCrowd start(List<Address> nodes, String tokenKey, FaultPlan plan) {
    LoadProblem.unless(!nodes.isEmpty(), "a crowd needs at least one node");
    var targets =
        nodes.stream().map(node -> new Target(node.http, node.webSocket, null, 25_000)).toList();
    var judging = new LoadSettings.Judging(false, Duration.ZERO, COME_BACK);
    var key = tokenKey.getBytes(StandardCharsets.UTF_8);
    var mint = new TokenMint(key, Duration.ofHours(4), InstantSource.system());
    var ground = new Stage.Ground(targets, mint, judging, plan.seed());
    var wire = new Wire(AimSettings.Sockets.PLAIN);
    var stage = new Stage(wire, ground, List.of(plan.stream()), List.of(), System::nanoTime);
    stage.mishaps().hold(plan.owed(), plan.held());
    stage.mishaps().returning(plan.returning());
    var crowd = new FaultCrowd(wire, stage, plan, nodes.size());
    crowd.onLoop(
        () -> {
          stage.ledger().changed = crowd::note;
          stage.ledger().diary = new Diary(List.of(plan.stream()), InstantSource.system());
          stage.ledger().changedSince = crowd::noteLate;
          crowd.note();
          crowd.seats.open();
          return true;
        });
    return crowd;
  }

  /** Where a node is. */
  public record Address(URI http, URI webSocket) {}

  private void note() {
    moments.add(now());
  }

  private void noteLate(long since) {
    moments.addLate(since, now());
  }

  private Moments.Moment now() {
    var ledger = stage.ledger();
    var owed = ledger.owed.of(0).viewers();
    var held = ledger.held.of(0).viewers();
    return new Moments.Moment(stage.nanos(), ledger.truth.of(0), owed, held);
  }

  /** Its truth from the first moment on, by {@link System#nanoTime}. */
  public Moments moments() {
    return moments;
  }

  public FaultPlan plan() {
    return plan;
  }

  /** How many sessions stand now, by node. */
  public List<Integer> standing() {
    return onLoop(seats::standing);
  }

  /** Sessions that joined since the beginning. */
  public long joins() {
    return onLoop(() -> stage.ledger().tally.joins);
  }

  /** Standing sessions that their servers ended so far. */
  public List<Closings.Closing> closings() {
    return onLoop(() -> stage.mishaps().closings().seen());
  }

  /**
   * What went wrong on the sockets that no fault explains, in sentences; a close of ours that
   * crossed the server's end is none.
   */
  public List<String> faults() {
    return onLoop(
        () ->
            stage.ledger().faults.all().stream()
                .filter(fault -> !fault.kind().endsWith("where 1000 was due"))
                .map(fault -> fault.kind() + ": " + fault.number() + ", " + fault.examples())
                .toList());
  }

  /** Every tab's watching since the beginning, those that go on last. */
  public List<Watching> watchings() {
    return onLoop(
        () -> {
          var diary = stage.ledger().diary;
          return diary == null ? List.<Watching>of() : diary.all();
        });
  }

  /** Everybody goes home with a clean close, and nobody comes. */
  public void goHome() {
    onLoop(seats::goHome);
  }

  /** Lets that many a second go home and as many others come, from now on; 0: nobody. */
  public void churn(double perSecond) {
    onLoop(() -> seats.churn(perSecond));
  }

  /** From now on nobody opens a socket to the node, as behind a balancer; or they do again. */
  public void shut(int node, boolean closed) {
    onLoop(
        () -> {
          stage.mishaps().shut(node, closed);
          return true;
        });
  }

  /** The node is killed now: that its sockets end may be seen later. */
  public void died(int node) {
    onLoop(
        () -> {
          stage.mishaps().died(node, stage.nanos());
          return true;
        });
  }

  /**
   * The node says nothing from now on though its sockets stand: its viewers are held, then gone,
   * until {@link #heard}; nobody there goes home meanwhile.
   */
  public void silent(int node) {
    onLoop(() -> seats.silent(node));
  }

  /** The node speaks again; sessions that still stand after 10 s must be counted. */
  public void heard(int node) {
    onLoop(() -> seats.heard(node));
  }

  /**
   * The least and the most viewers on the screens of sessions that stood for some seconds, on nodes
   * that are not silent; nothing where there is no such screen.
   */
  public @Nullable Screens screens() {
    return onLoop(seats::screens);
  }

  /** What screens show: the least and the most viewers. */
  public record Screens(long least, long most, int number) {}

  /** Nodes that were named as silent. */
  public Set<Integer> silentNodes() {
    return onLoop(() -> new HashSet<>(seats.silentNodes()));
  }

  private <T extends @Nullable Object> T onLoop(Callable<T> question) {
    try {
      return stage.loop().submit(question).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new LoadProblem("interrupted");
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the event loop does not answer", failed);
    }
  }

  /** Everybody goes home with a clean close. */
  @Override
  public void close() {
    try {
      onLoop(seats::goHome);
    } finally {
      wire.close();
    }
  }
}
