package headcount.presence;

/** How a tab's watching ended; the ordinal is what the database holds, so the order stands. */
public enum EndedBy {
  /** The tab left the stream. */
  LEAVE,
  /** Its connection was closed, by either side. */
  CLOSE,
  /** It gave no sign of life in time. */
  TIMEOUT,
  /** The broadcast was ended. */
  ENDED,
  /** Its node died; the end is that node's last beat. */
  NODE_LOST,
  /** Its node left. */
  DRAIN
}
