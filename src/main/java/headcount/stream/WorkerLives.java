package headcount.stream;

import headcount.presence.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the lives of one relay worker hand on to each other: their number, and the ends of
 * broadcasts that were obeyed, the newest 50,000 streams. Confined to the worker.
 */
final class WorkerLives {
  static final int REMEMBERED = 50_000;

  private final Map<StreamId, Long> ends =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Long> eldest) {
          return size() > REMEMBERED;
        }
      };
  private int lives;

  /** The number of the life that begins, from 0. */
  int begin() {
    return lives++;
  }

  /** The last end of the stream's broadcasts that was obeyed; 0 if none. */
  long endSeen(StreamId stream) {
    return ends.getOrDefault(stream, 0L);
  }

  /** That end was obeyed; 0: none was. */
  void obeyed(StreamId stream, long end) {
    if (end > 0) {
      ends.remove(stream);
      ends.put(stream, end);
    }
  }
}
