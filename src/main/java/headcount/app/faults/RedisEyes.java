package headcount.app.faults;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks into Redis, a server or a cluster, by its published keys. Blocks; thread-safe. */
final class RedisEyes implements AutoCloseable {
  private static final int OUTBOXES = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * What stands there of a stream.
   *
   * @param rank its viewers in the ranking; 0: it is not in it
   */
  record Stored(long viewers, long connections, long rank) {}

  private final AbstractRedisClient client;
  private final RedisClusterCommands<String, String> commands;
  private final List<String> addresses;

  private RedisEyes(List<String> addresses) {
    this.addresses = addresses;
    var uris = addresses.stream().map(RedisURI::create).toList();
    uris.forEach(uri -> uri.setTimeout(PATIENCE));
    if (uris.size() == 1) {
      var single = RedisClient.create(uris.getFirst());
      client = single;
      commands = single.connect().sync();
    } else {
      var cluster = RedisClusterClient.create(uris);
      client = cluster;
      commands = cluster.connect().sync();
    }
  }

  /**
   * Opens them.
   *
   * @param addresses as {@code redis://host:port}; more than one: a cluster's
   */
  static RedisEyes open(List<String> addresses) {
    return new RedisEyes(addresses);
  }

  /** The stream's stored figures; nothing where Redis does not answer. */
  Optional<Stored> stored(String stream) {
    try {
      var viewers = commands.scard("live:users:{" + stream + "}");
      var connections = commands.hlen("live:tabs:{" + stream + "}");
      var rank = commands.zscore("rank:viewers", stream);
      return Optional.of(new Stored(viewers, connections, rank == null ? 0 : rank.longValue()));
    } catch (RedisException gone) {
      lookAround();
      return Optional.empty();
    }
  }

  /** Records on their way in all outboxes; -1 where Redis does not answer. */
  long outboxes() {
    try {
      return IntStream.range(0, OUTBOXES).mapToLong(i -> commands.xlen("outbox:" + i)).sum();
    } catch (RedisException gone) {
      lookAround();
      return -1;
    }
  }

  /** A cluster's replica may have taken over. */
  private void lookAround() {
    try {
      if (client instanceof RedisClusterClient cluster) {
        cluster.refreshPartitions();
      }
    } catch (RedisException gone) {
      // nobody is there to say; the next question asks again
    }
  }

  /** Records that no table took. */
  long dead() {
    return commands.xlen("outbox:dead");
  }

  /** Which of the addresses is the master that holds the stream's keys. */
  int master(String stream) {
    if (!(client instanceof RedisClusterClient cluster)) {
      return 0;
    }
    cluster.refreshPartitions();
    var slot = SlotHash.getSlot("live:stream:{" + stream + "}");
    var port = cluster.getPartitions().getMasterBySlot(slot).getUri().getPort();
    return IntStream.range(0, addresses.size())
        .filter(i -> URI.create(addresses.get(i)).getPort() == port)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, PATIENCE);
  }
}
