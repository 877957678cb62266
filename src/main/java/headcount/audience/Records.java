package headcount.audience;

import headcount.presence.StreamId;
import java.util.concurrent.CompletionStage;

/** What the database holds of a stream, for operators. Thread-safe. */
public interface Records {
  /** Rows, and how many differ by (session, joined-at) or by step. */
  record Rows(long rows, long distinct) {}

  /** {@code pending} records wait in the outbox. */
  record Held(Rows sessions, Rows history, long pending) {}

  /** Reads from the writer, so that nothing committed is missing. */
  CompletionStage<Held> of(StreamId stream);
}
