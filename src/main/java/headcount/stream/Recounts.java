package headcount.stream;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Who asked for a recount: told when the count is exact again, or when that takes too long. */
final class Recounts {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(4).toNanos();

  private record Asked(ActorRef<StreamEntity.Recounted> replyTo, long deadline) {}

  private final List<Asked> asked = new ArrayList<>();

  void add(ActorRef<StreamEntity.Recounted> replyTo, long now) {
    asked.add(new Asked(replyTo, now + PATIENCE_NANOS));
  }

  void answer(Headcount count, long now) {
    asked.removeIf(
        each -> {
          boolean done = count.quality() == Quality.EXACT || each.deadline() <= now;
          if (done) {
            each.replyTo().tell(new StreamEntity.Recounted(count));
          }
          return done;
        });
  }
}
