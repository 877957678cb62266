package headcount.stream;

/** A rare message that crosses nodes, written as CBOR by Jackson. */
public interface ClusterMessage {}
