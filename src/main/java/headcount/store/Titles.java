package headcount.store;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What streams, categories and broadcasters are called. Thread-safe. */
public interface Titles {
  /** Whose title it is. */
  enum Kind {
    STREAM,
    CATEGORY,
    BROADCASTER
  }

  /** Titles by id; what has none is left out. Fails when nobody can be asked. */
  CompletionStage<Map<String, String>> of(Kind kind, Collection<String> ids);
}
