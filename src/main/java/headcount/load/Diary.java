package headcount.load;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every watching of every tab, from its join to its end: what the database should hold when all
 * records have arrived. Some 200 bytes a watching, for ever; for one thread.
 */
final class Diary {
  private record Name(String session, String viewer) {}

  private final List<String> streams;
  private final InstantSource wall;
  private final List<Watching> over = new ArrayList<>();
  private final Map<Long, Name> names = new HashMap<>();
  private final Map<Long, Map<Integer, Watching>> now = new HashMap<>();

  /**
   * An empty one.
   *
   * @param streams names by number
   */
  Diary(List<String> streams, InstantSource wall) {
    this.streams = List.copyOf(streams);
    this.wall = wall;
  }

  /** The socket's session stands under these names. */
  void named(long link, String session, String viewer) {
    names.put(link, new Name(session, viewer));
  }

  /** The session asks to watch the stream; again: nothing new. */
  void joined(long link, int stream) {
    var name = names.get(link);
    if (name != null) {
      now.computeIfAbsent(link, _ -> new LinkedHashMap<>())
          .computeIfAbsent(
              stream,
              _ ->
                  new Watching(
                      name.session,
                      name.viewer,
                      streams.get(stream),
                      wall.millis(),
                      Watching.STILL));
    }
  }

  /** The session watches the stream no longer. */
  void left(long link, int stream) {
    var watched = now.get(link);
    var watching = watched == null ? null : watched.remove(stream);
    if (watching != null) {
      over.add(watching.endedAt(wall.millis()));
    }
  }

  /** The session is over. */
  void gone(long link) {
    names.remove(link);
    var watched = now.remove(link);
    if (watched != null) {
      watched.values().forEach(watching -> over.add(watching.endedAt(wall.millis())));
    }
  }

  /** All watchings so far, those that go on last. */
  List<Watching> all() {
    var all = new ArrayList<>(over);
    now.values().forEach(watched -> all.addAll(watched.values()));
    return all;
  }
}
