package headcount.http;

import headcount.audience.Records;
import headcount.presence.Headcount;
import headcount.presence.StreamId;
import headcount.stream.Consistency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the management port shows, without a node behind it: one node's fixed figures. */
final class ManagementTwins {
  volatile Readiness.State readiness = Readiness.State.READY;
  private final Twins twins;
  private volatile Drain.Status drained = Drain.Status.staying(15);

  ManagementTwins(Twins twins) {
    this.twins = twins;
  }

  ManagementParts parts() {
    var status =
        new NodeStatus.Status(
            4711,
            "pekko://headcount@127.0.0.1:7355",
            List.of("anchor"),
            15,
            1,
            false,
            "r:6379",
            List.of());
    Records records =
        stream ->
            CompletableFuture.completedFuture(
                new Records.Held(new Records.Rows(4, 3), new Records.Rows(2, 2), 1));
    return new ManagementParts(
        twins.streams,
        (session, why) -> CompletableFuture.completedFuture(session.value() == 42),
        consistency(),
        records,
        new ManagementParts.Node(() -> status, drain(), () -> "headcount_sockets 15.0\n"),
        () -> readiness);
  }

  private Consistency consistency() {
    var agrees = new Consistency.Line("s1", 3, 3, 3, 2, 2, 0);
    var differs = new Consistency.Line("s2", 5, 4, 4, 4, 4, 0);
    return new Consistency() {
      @Override
      public CompletionStage<Findings> look() {
        return CompletableFuture.completedFuture(
            new Findings(1_790_000_000_000L, 2, List.of("pekko://x"), List.of(agrees, differs)));
      }

      @Override
      public CompletionStage<Findings> repair() {
        return CompletableFuture.completedFuture(
            new Findings(1_790_000_000_000L, 2, List.of(), List.of(differs)));
      }

      @Override
      public CompletionStage<Headcount> recount(StreamId stream) {
        return twins.streams.recount(stream);
      }
    };
  }

  private Drain drain() {
    return new Drain() {
      @Override
      public Status start(Duration over) {
        drained = new Status(true, over.toSeconds(), 1_790_000_000_000L, 15, false);
        return drained;
      }

      @Override
      public Status status() {
        return drained;
      }
    };
  }
}
