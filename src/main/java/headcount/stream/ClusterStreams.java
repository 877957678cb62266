package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.checkpoint.Checkpoints;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Headcount;
import headcount.presence.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/** The way to every stream's entity and broadcasts, through sharding. Thread-safe. */
final class ClusterStreams implements Streams {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int LOOKS = 40;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private final ActorSystem<?> system;
  private final ActorRef<StreamEntity.Command> region;
  private final Checkpoints checkpoints;
  private final Catalogue catalogue;

  ClusterStreams(
      ActorSystem<?> system,
      ActorRef<StreamEntity.Command> region,
      Checkpoints checkpoints,
      Catalogue catalogue) {
    this.system = system;
    this.region = region;
    this.checkpoints = checkpoints;
    this.catalogue = catalogue;
  }

  @Override
  public CompletionStage<Boolean> known(StreamId stream) {
    var stored = checkpoints.load(stream).thenApply(found -> found.isPresent());
    var listed = catalogue.newest(stream).thenApply(found -> found.isPresent());
    return either(stored.toCompletableFuture(), listed.toCompletableFuture())
        .thenCompose(
            known -> known ? CompletableFuture.completedFuture(true) : watchedJustNow(stream));
  }

  /** A stream's first second is in no store yet: only its entity knows of it. */
  private CompletionStage<Boolean> watchedJustNow(StreamId stream) {
    return describe(stream)
        .thenApply(report -> report.count().connections() > 0 || report.peak() > 0)
        .exceptionally(_ -> false);
  }

  /** True as soon as one says so; fails only if neither says so and one could not be asked. */
  private static CompletionStage<Boolean> either(
      CompletableFuture<Boolean> one, CompletableFuture<Boolean> other) {
    var answer = new CompletableFuture<Boolean>();
    var _ = one.thenAccept(yes -> completeIf(yes, answer));
    var _ = other.thenAccept(yes -> completeIf(yes, answer));
    var _ =
        CompletableFuture.allOf(one, other)
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    answer.completeExceptionally(failure);
                  } else {
                    answer.complete(false);
                  }
                });
    return answer;
  }

  private static void completeIf(boolean yes, CompletableFuture<Boolean> answer) {
    if (yes) {
      answer.complete(true);
    }
  }

  @Override
  public CompletionStage<Report> describe(StreamId stream) {
    return this.<Report>ask(replyTo -> new StreamEntity.Describe(stream, replyTo));
  }

  @Override
  public CompletionStage<Headcount> recount(StreamId stream) {
    return this.<StreamEntity.Recounted>ask(replyTo -> new StreamEntity.Recount(stream, replyTo))
        .thenApply(StreamEntity.Recounted::count);
  }

  @Override
  public CompletionStage<Boolean> announce(
      StreamId stream,
      String title,
      @Nullable CategoryId category,
      @Nullable BroadcasterId broadcaster,
      @Nullable Instant startedAt) {
    return ClusterSharding.get(system)
        .entityRefFor(Broadcast.TYPE, stream.text())
        .<Broadcast.Began>ask(
            replyTo ->
                new Broadcast.Announce(
                    title,
                    category == null ? null : category.text(),
                    broadcaster == null ? null : broadcaster.text(),
                    startedAt == null ? null : startedAt.toEpochMilli(),
                    replyTo),
            PATIENCE)
        .thenCompose(
            began ->
                began.begun()
                    ? listed(stream, LOOKS).thenApply(_ -> true)
                    : CompletableFuture.completedFuture(false));
  }

  /**
   * Waits until the catalogue lists the stream, so that whoever announced it finds it; for some
   * seconds at most, because the announcement stands anyway.
   */
  private CompletionStage<Boolean> listed(StreamId stream, int looks) {
    return catalogue
        .newest(stream)
        .handle((found, failure) -> failure != null || found.isPresent())
        .thenCompose(
            there ->
                there || looks == 1
                    ? CompletableFuture.completedFuture(there)
                    : CompletableFuture.supplyAsync(() -> looks - 1, LATER)
                        .thenCompose(left -> listed(stream, left)));
  }

  @Override
  public CompletionStage<Ending> end(StreamId stream) {
    return ClusterSharding.get(system)
        .entityRefFor(Broadcast.TYPE, stream.text())
        .<Broadcast.Over>ask(Broadcast.End::new, PATIENCE)
        .thenCompose(
            over ->
                over.ending() == Ending.ENDED
                    ? CompletableFuture.completedFuture(Ending.ENDED)
                    : endUnannounced(stream, over.ending()));
  }

  /**
   * A broadcast that nobody announced has no life in the journal, but its tabs are to go all the
   * same.
   */
  private CompletionStage<Ending> endUnannounced(StreamId stream, Ending announced) {
    return this.<Broadcast.Over>ask(replyTo -> new StreamEntity.End(stream, replyTo))
        .thenCompose(
            over -> {
              if (over.ending() == Ending.ENDED || announced == Ending.ALREADY_ENDED) {
                return CompletableFuture.completedFuture(
                    over.ending() == Ending.ENDED ? Ending.ENDED : Ending.ALREADY_ENDED);
              }
              return known(stream)
                  .thenApply(known -> known ? Ending.ALREADY_ENDED : Ending.UNKNOWN);
            });
  }

  @Override
  public CompletionStage<Boolean> nameCategory(CategoryId category, String title) {
    return catalogue.nameCategory(category, title);
  }

  @Override
  public CompletionStage<Boolean> nameBroadcaster(BroadcasterId broadcaster, String title) {
    return catalogue.nameBroadcaster(broadcaster, title);
  }

  private <T> CompletionStage<T> ask(Function<ActorRef<T>, StreamEntity.Command> question) {
    return AskPattern.ask(region, question::apply, PATIENCE, system.scheduler());
  }
}
