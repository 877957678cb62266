package headcount.socket;

import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.function.Supplier;

/** What the socket port measures. Thread-safe. */
final class EdgeMeters {
  private final Meters meters;
  private final Counter framesIn;
  private final Counter framesOut;
  private final Counter pushes;
  private final Counter slowConsumers;

  EdgeMeters(Meters meters, Supplier<Number> connections) {
    this.meters = meters;
    this.framesIn = meters.counter("socket.frames.in", "Frames that clients sent.");
    this.framesOut = meters.counter("socket.frames.out", "Frames sent to one client each.");
    this.pushes = meters.counter("socket.pushes", "Counts written to sockets.");
    this.slowConsumers =
        meters.counter("socket.slow.consumers", "Clients closed for reading too slowly.");
    meters.gauge("socket.connections", "Open WebSockets of this node.", connections);
  }

  /** What pushes cost, by the node's loops. */
  void pushing(int loops, PushCost cost) {
    meters.gauge("socket.loops", "Event loops of this node.", () -> loops);
    meters.total(
        "socket.push.seconds",
        "Time that the loops spent on writing counts.",
        cost,
        PushCost::seconds);
    meters.gauge(
        "socket.push.frame.seconds",
        "Time of a loop that writing a count to one socket takes, smoothed.",
        () -> cost.frameNanos() / 1e9);
  }

  void frameIn() {
    framesIn.increment();
  }

  void frameOut() {
    framesOut.increment();
  }

  void pushed() {
    pushes.increment();
  }

  void slowConsumer() {
    slowConsumers.increment();
  }

  /** A connection ended; the code as a word, {@code lost} where the socket just went. */
  void closed(String code) {
    meters
        .counter("socket.closed", "Connections that ended, by close code.", "code", code)
        .increment();
  }

  /** An upgrade was answered with this status instead. */
  void refused(int status) {
    meters
        .counter(
            "socket.upgrades.refused",
            "Requests on the socket port that became no WebSocket, by status.",
            "status",
            Integer.toString(status))
        .increment();
  }
}
