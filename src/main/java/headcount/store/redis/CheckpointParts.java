package headcount.store.redis;

import headcount.checkpoint.Checkpoint;
import headcount.checkpoint.Checkpoint.Placed;
import headcount.presence.Source;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint's members, cut into parts that one script call each takes: what goes first, what
 * comes after it.
 */
final class CheckpointParts {
  /** Members of one part, as words of the script. */
  static final class Part {
    final List<String> went = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final List<String> came = new ArrayList<>();
    final List<String> anonymous = new ArrayList<>();
    final List<String> tabs = new ArrayList<>();
    private int members;
  }

  private final int chunk;
  private final List<Part> parts = new ArrayList<>();
  private Part last = new Part();

  private CheckpointParts(int chunk) {
    this.chunk = chunk;
    parts.add(last);
  }

  /** At least one part, each of at most {@code chunk} members. */
  static List<Part> of(Checkpoint checkpoint, int chunk) {
    var cut = new CheckpointParts(chunk);
    for (var viewer : checkpoint.went()) {
      cut.room().went.add(viewer.toString());
    }
    for (var session : checkpoint.left()) {
      cut.room().left.add(session.toString());
    }
    for (var viewer : checkpoint.came()) {
      cut.room().came.add(viewer.toString());
    }
    for (var placed : checkpoint.joined()) {
      if (placed.tab().anonymous()) {
        cut.room().anonymous.add(placed.tab().viewer().toString());
      }
      var part = cut.room();
      part.tabs.add(placed.tab().session().toString());
      part.tabs.add(value(placed));
    }
    return cut.parts;
  }

  /** Viewer, source and joined-at, with a space between. */
  static String value(Placed placed) {
    return placed.tab().viewer() + " " + placed.source() + " " + placed.tab().joinedAtMillis();
  }

  /** The source that such a value names. */
  static Source sourceOf(String value) {
    return Source.parse(value.split(" ", 4)[1]);
  }

  /** The tab behind such a value; its network is not stored. */
  static Tab tabOf(long session, String value, boolean anonymous) {
    var words = value.split(" ", 4);
    return new Tab(
        new headcount.presence.SessionId(session),
        new ViewerId(Long.parseLong(words[0])),
        anonymous,
        Long.parseLong(words[2]),
        0);
  }

  private Part room() {
    if (last.members >= chunk) {
      last = new Part();
      parts.add(last);
    }
    last.members++;
    return last;
  }
}
