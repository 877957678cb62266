package headcount.stream;

import headcount.presence.SessionId;
import java.util.concurrent.CompletionStage;

/** The sessions of all nodes, to be closed from anywhere. Thread-safe. */
public interface Sessions {
  /** Why a session is closed from elsewhere. */
  enum Why {
    /** The tab came back under a new session (4409). */
    REPLACED,
    /** An operator asked for it (1008). */
    OPERATOR
  }

  /** Closes it wherever it is; false if no node has it, or none said so within 2 s. */
  CompletionStage<Boolean> close(SessionId session, Why why);
}
