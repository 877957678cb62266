package headcount.app.faults;

import headcount.load.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of a stream's sessions held against what every tab itself knows of its watching: each is
 * to be exactly one row, of that viewer, from its join to its end. Pure.
 *
 * @param watchings how many there were
 * @param lost watchings without a row
 * @param doubled rows beyond the first of a watching
 * @param strange rows of no watching
 * @param off rows of another viewer, or whose begin or end is further off than tolerated
 * @param furthest the largest distance of a begin or an end, in milliseconds
 * @param examples the first few of what is wrong
 */
record RecordAudit(
    int watchings,
    int lost,
    int doubled,
    int strange,
    int off,
    long furthest,
    List<String> examples) {
  /** How far begin and end of a row may be from what the tab knows. */
  static final Duration TOLERATED = Duration.ofSeconds(5);

  private static final int EXAMPLES = 3;

  private record Key(String session, String stream) {}

  static RecordAudit of(List<Watching> watchings, List<SessionRow> rows) {
    var found = new HashMap<Key, List<SessionRow>>();
    for (var row : rows) {
      found.computeIfAbsent(new Key(row.session(), row.stream()), _ -> new ArrayList<>()).add(row);
    }
    var count = new Count();
    for (var watching : watchings) {
      count.take(watching, found.remove(new Key(watching.session(), watching.stream())));
    }
    return count.audit(watchings.size(), found);
  }

  private static final class Count {
    private final List<String> examples = new ArrayList<>();
    private int lost;
    private int doubled;
    private int off;
    private long furthest;

    void take(Watching watching, @org.jspecify.annotations.Nullable List<SessionRow> rows) {
      if (rows == null) {
        lost++;
        note("lost: " + watching);
        return;
      }
      doubled += rows.size() - 1;
      if (rows.size() > 1) {
        note("doubled: " + rows);
      }
      var row = rows.getFirst();
      var distance =
          Math.max(
              Math.abs(row.joinedAtMillis() - watching.joinedAtMillis()),
              Math.abs(row.endedAtMillis() - watching.endedAtMillis()));
      furthest = Math.max(furthest, distance);
      if (distance > TOLERATED.toMillis() || !row.viewer().equals(watching.viewer())) {
        off++;
        note("off: " + watching + " is " + row);
      }
    }

    private void note(String example) {
      if (examples.size() < EXAMPLES) {
        examples.add(example);
      }
    }

    RecordAudit audit(int watchings, Map<Key, List<SessionRow>> rest) {
      var strange = rest.values().stream().mapToInt(List::size).sum();
      rest.values().forEach(rows -> note("strange: " + rows));
      return new RecordAudit(watchings, lost, doubled, strange, off, furthest, examples);
    }
  }

  /** Whether nothing is wrong but so many rows lost at most. */
  boolean clean(int mayLose) {
    return lost <= mayLose && doubled == 0 && strange == 0 && off == 0;
  }

  /** In a sentence. */
  String words() {
    var all =
        String.format(
            Locale.ROOT,
            "%d watchings: %d rows lost, %d doubled, %d of nobody, %d with a wrong end (furthest"
                + " %.2f s)",
            watchings,
            lost,
            doubled,
            strange,
            off,
            furthest / 1_000.0);
    return examples.isEmpty() ? all : all + ": " + examples;
  }
}
