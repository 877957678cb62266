package headcount.stream;

import headcount.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.pattern.Patterns;

/**
 * Compares sockets, counts and store by itself, and repairs what stands wrong. One in the cluster,
 * because only the sum over all nodes says whether a count is right. A check's pause begins when
 * the one before has ended, so a slow cluster is asked less often.
 */
public final class DriftWatch extends AbstractMatchingBehavior<DriftWatch.Command> {
  /** Streams that get a second look in one check at most, those that are off most. */
  private static final int SUSPECTS = 1_000;

  /** What it understands. */
  public sealed interface Command {}

  /** Stop. */
  record Stop() implements Command {}

  private record Look() implements Command {}

  private record Seen(Sightings.Seen first, Sightings.Seen second) implements Command {}

  private record Repaired(List<String> streams) implements Command {}

  private record Blind(Throwable why) implements Command {}

  /** Whom it asks and whom it has repair. */
  record Parts(
      ActorSystem<?> system, Sightings sightings, ClusterConsistency consistency, Clocks clocks) {}

  /** What it shows, on the node that it runs on; on the others nothing is off. */
  static final class Gauges {
    private final AtomicLong drift = new AtomicLong();
    private final Timer checks;
    private final Counter repairs;

    Gauges(Meters meters) {
      meters.gauge(
          "drift.viewers",
          "sessions or viewers by which counts or store are off the sockets, as the last check found",
          drift::get);
      this.checks = meters.timer("drift.check", "time that one check of all streams takes");
      this.repairs = meters.counter("drift.repairs", "streams that were recounted unasked");
    }
  }

  private final Parts parts;
  private final DriftSettings settings;
  private final Gauges gauges;
  private final TimerScheduler<Command> timers;
  private final Drifts drifts;
  private long began;

  private DriftWatch(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Parts parts,
      DriftSettings settings,
      Gauges gauges) {
    super(context);
    this.timers = timers;
    this.parts = parts;
    this.settings = settings;
    this.gauges = gauges;
    this.drifts = new Drifts(settings.threshold());
    again();
  }

  /** Has the cluster run one, unless the settings say never. */
  static void start(Parts parts, DriftSettings settings, Meters meters) {
    var gauges = new Gauges(meters);
    if (settings.every().isPositive()) {
      ShardedDaemonProcess.get(parts.system())
          .init(Command.class, "drift-watch", 1, _ -> create(parts, settings, gauges), new Stop());
    }
  }

  private static Behavior<Command> create(Parts parts, DriftSettings settings, Gauges gauges) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new DriftWatch(context, timers, parts, settings, gauges)));
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    switch (command) {
      case Look() -> look();
      case Seen(var first, var second) -> judge(drifts.judge(first, second));
      case Repaired(var streams) -> {
        gauges.repairs.increment(streams.size());
        again();
      }
      case Blind(var why) -> {
        getContext().getLog().warn("Counts were not compared: {}", why.toString());
        again();
      }
      case Stop() -> gauges.drift.set(0);
    }
    return command instanceof Stop ? Behaviors.stopped() : this;
  }

  private void again() {
    timers.startSingleTimer(new Look(), settings.every());
  }

  private void look() {
    began = parts.clocks().now();
    var seen = parts.sightings().all(settings.perSecond()).thenCompose(this::suspects);
    getContext().pipeToSelf(seen, (found, failure) -> found == null ? new Blind(failure) : found);
  }

  /** Looks twice at what seems to be off; most checks have nothing to look at. */
  private CompletionStage<Seen> suspects(Sightings.Seen all) {
    var off =
        all.streams().stream()
            .filter(drifts::suspect)
            .sorted(Comparator.comparingInt(Sight::off).reversed())
            .limit(SUSPECTS)
            .map(Sight::stream)
            .toList();
    if (off.isEmpty()) {
      return CompletableFuture.completedFuture(new Seen(all, all));
    }
    return parts
        .sightings()
        .of(off)
        .thenCompose(
            first ->
                Patterns.after(settings.settle(), parts.system(), () -> parts.sightings().of(off))
                    .thenApply(second -> new Seen(first, second)));
  }

  private void judge(Drifts.Verdict verdict) {
    gauges.drift.set(verdict.drift());
    gauges.checks.record(Duration.ofNanos(parts.clocks().now() - began));
    if (verdict.standing().isEmpty()) {
      again();
    } else {
      getContext()
          .pipeToSelf(
              parts.consistency().repair(verdict.standing(), "two checks in a row"),
              (streams, failure) -> streams == null ? new Blind(failure) : new Repaired(streams));
    }
  }
}
