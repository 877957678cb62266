package headcount.stream;

import headcount.presence.StreamId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * Orders ends of broadcasts from their streams' entities, each again and again until an entity says
 * that the end would outlive it. Thread-safe.
 */
final class EndCarrier {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private final ActorSystem<?> system;
  private final ActorRef<StreamEntity.Command> region;
  private volatile boolean stopped;

  EndCarrier(ActorSystem<?> system, ActorRef<StreamEntity.Command> region) {
    this.system = system;
    this.region = region;
  }

  /** The broadcast of that stream that began then is over. */
  void carry(StreamId stream, long startedAtMillis, long revision) {
    if (stopped) {
      return;
    }
    AskPattern.<StreamEntity.Command, StreamEntity.EndCarried>ask(
            region,
            replyTo -> new StreamEntity.BroadcastEnded(stream, startedAtMillis, revision, replyTo),
            PATIENCE,
            system.scheduler())
        .whenComplete(
            (_, late) -> {
              if (late != null) {
                LATER.execute(() -> carry(stream, startedAtMillis, revision));
              }
            });
  }

  /** Orders nothing any more. */
  void stop() {
    stopped = true;
  }
}
