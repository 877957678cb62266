package headcount.store.redis;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keys in Redis that tell the other nodes that somebody makes a thing. Each lives for two seconds,
 * so that nobody waits longer for a node that died. Thread-safe.
 */
final class Leases {
  static final Duration LIFE = Duration.ofSeconds(2);

  private final RedisLink link;

  Leases(RedisLink link) {
    this.link = link;
  }

  /** Who has it now. */
  enum Lease {
    /** We, as nobody had it. */
    MINE,
    /** Somebody else. */
    TAKEN,
    /** Nobody: Redis cannot be asked. */
    NONE
  }

  /** Takes it, if it is free. Never fails. */
  CompletionStage<Lease> take(String key) {
    return link.call(c -> c.set(key, "1", SetArgs.Builder.nx().px(LIFE)))
        .handle((answer, failure) -> failure != null ? Lease.NONE : lease(answer));
  }

  /** Gives it back. Never fails; what Redis does not hear of ends by itself. */
  void release(String key) {
    var _ = link.call(c -> c.del(key));
  }

  private static Lease lease(@Nullable String answer) {
    return answer == null ? Lease.TAKEN : Lease.MINE;
  }
}
