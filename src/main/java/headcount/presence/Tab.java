package headcount.presence;

/**
 * One tab watching one stream.
 *
 * @param session its connection
 * @param viewer whose it is
 * @param anonymous whether that viewer has no token
 * @param joinedAtMillis when it joined this stream, Unix ms of the node that holds the connection
 * @param network keyed 32-bit bucket of the client's network, for the qualified count; 0 where
 *     unknown
 */
public record Tab(
    SessionId session, ViewerId viewer, boolean anonymous, long joinedAtMillis, int network) {}
