package headcount.stream;

/**
 * The way to the streams' entities, wherever they are. Thread-safe; telling never blocks and may be
 * lost.
 */
public interface StreamRegion {
  /** To the entity of the request's stream, which is started where it is not there. */
  void tell(StreamEntity.Request request);
}
