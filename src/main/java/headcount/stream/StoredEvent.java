package headcount.stream;

/**
 * An event that is kept in the journal, written as CBOR by Jackson: fields may be added, never
 * renamed.
 */
public interface StoredEvent {}
