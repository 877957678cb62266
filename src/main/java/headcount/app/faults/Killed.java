package headcount.app.faults;

import headcount.load.FaultPlan;
import java.time.Duration;

/** SIGKILL of one of three nodes under a hot stream. */
final class Killed implements Row {
  private static final String STREAM = "hot";
  private static final int SOCKETS = 10_000;
  private static final int CHURN = 20;
  private static final Duration CHURNING = Duration.ofSeconds(45);
  private static final Duration STILL = Duration.ofSeconds(8);

  /** Which node dies. */
  enum Which {
    /** The one that hosts the stream's entity; half of its viewers reconnect. */
    HOST("host-killed", 0.5),
    /** Another one; nine of ten of its viewers reconnect. */
    GATEWAY("gateway-killed", 0.9);

    private final String row;
    private final double returning;

    Which(String row, double returning) {
      this.row = row;
      this.returning = returning;
    }
  }

  private final Which which;

  Killed(Which which) {
    this.which = which;
  }

  @Override
  public String name() {
    return which.row;
  }

  @Override
  public String done() {
    var crowd =
        "10,000 sockets of one stream over 3 nodes, 20 a second closing and as many opening; ";
    return crowd
        + switch (which) {
          case HOST ->
              "kill -9 of the node that hosts the stream; half of its viewers reconnect with jitter,"
                  + " half never do";
          case GATEWAY ->
              "kill -9 of a node that does not host the stream; nine of ten of its viewers reconnect"
                  + " with jitter, one never does";
        };
  }

  @Override
  public String must() {
    return switch (which) {
      case HOST ->
          "sockets elsewhere live; every live node answers throughout; the count never leaves 99 to"
              + " 101 % of those connected or held; exact within 40 s";
      case GATEWAY -> "the same people, counted once; ghosts gone within 35 s";
    };
  }

  @Override
  public void play(Ground ground, Report report) throws InterruptedException {
    var crowd = FaultPlan.of(STREAM, ground.sockets(SOCKETS)).returning(which.returning);
    try (var scene = Scene.open(ground, RigPlan.of(3), crowd)) {
      var host = scene.host();
      var victim = which == Which.HOST ? host : (host + 1) % 3;
      scene.crowd().churn(CHURN * ground.scale());
      Scene.rest(Duration.ofSeconds(3));
      scene.kill(victim, "node " + host + " hosts the stream");
      scene.until(CHURNING);
      scene.crowd().churn(0);
      scene.until(CHURNING.plus(STILL));
      Promises.of(scene, report, victim)
          .elsewhereLives()
          .answersThroughout()
          .countStays(99, 101)
          .exactWithin(40)
          .ghostsGoneWithin(35);
    }
  }
}
