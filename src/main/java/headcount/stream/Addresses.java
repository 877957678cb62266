package headcount.stream;

import org.apache.pekko.cluster.sharding.typed.HashCodeMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;

/**
 * Finds the stream whose entity a message is for: named by the message itself, or by an envelope
 * around it. Anything else is for nobody, and sharding drops it; Pekko's own extractors would
 * throw, which restarts the region, and with it every entity of the node. Thread-safe.
 *
 * @param <E> what the region is sent; not checked, for the network sends what it likes
 * @param <M> what its entities are told
 */
final class Addresses<E, M> extends ShardingMessageExtractor<E, M> {
  private static final String NOBODY = "";

  private final HashCodeMessageExtractor<M> usual;

  Addresses(int shards) {
    this.usual = new HashCodeMessageExtractor<>(shards);
  }

  @Override
  public String entityId(E message) {
    if (message instanceof ShardingEnvelope<?> envelope) {
      return envelope.entityId();
    }
    return message instanceof StreamEntity.Request request ? request.stream().text() : NOBODY;
  }

  @Override
  public String shardId(String entityId) {
    return entityId.isEmpty() ? NOBODY : usual.shardId(entityId);
  }

  @Override
  @SuppressWarnings("unchecked")
  public M unwrapMessage(E message) {
    return message instanceof ShardingEnvelope<?> envelope ? (M) envelope.message() : (M) message;
  }
}
