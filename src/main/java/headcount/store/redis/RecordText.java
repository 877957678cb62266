package headcount.store.redis;

import headcount.checkpoint.AudienceRecord;
import headcount.checkpoint.AudienceRecord.Current;
import headcount.checkpoint.AudienceRecord.HistoryStep;
import headcount.checkpoint.AudienceRecord.Watched;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.EndedBy;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.util.StringJoiner;

/**
 * A record as a line of words: its kind with the version of the form ({@code W1}, {@code H1},
 * {@code C1}), stream, broadcast, then its figures. Ids hold no space, so nothing is escaped.
 */
final class RecordText {
  private RecordText() {}

  static String write(AudienceRecord record) {
    return switch (record) {
      case Watched w ->
          line("W1", w)
              .add(w.session().toString())
              .add(w.viewer().toString())
              .add(w.anonymous() ? "1" : "0")
              .add(Long.toString(w.joinedAtMillis()))
              .add(Long.toString(w.endedAtMillis()))
              .add(w.endedBy().name())
              .toString();
      case HistoryStep h -> {
        var line = line("H1", h);
        for (long figure :
            new long[] {
              h.epoch(),
              h.atMillis(),
              h.viewerSeconds(),
              h.anonymousSeconds(),
              h.peak(),
              h.low(),
              h.joins(),
              h.leaves(),
              h.liveSeconds(),
              h.observedSeconds(),
              h.recoveringSeconds()
            }) {
          line.add(Long.toString(figure));
        }
        yield line.toString();
      }
      case Current c -> {
        var line = line("C1", c);
        for (long figure :
            new long[] {
              c.epoch(),
              c.version(),
              c.viewers(),
              c.connections(),
              c.anonymous(),
              c.peak(),
              c.viewers30m(),
              c.quality(),
              c.live() ? 1 : 0,
              c.asOfMillis()
            }) {
          line.add(Long.toString(figure));
        }
        yield line.toString();
      }
    };
  }

  /**
   * Reads such a line.
   *
   * @throws IllegalArgumentException if it is none that this version understands
   */
  static AudienceRecord read(String text) {
    try {
      var words = new Words(text.split(" "));
      var kind = words.next();
      var stream = new StreamId(words.next());
      var broadcast =
          new BroadcastRef(
              words.number(), new BroadcasterId(words.next()), new CategoryId(words.next()));
      return switch (kind) {
        case "W1" -> watched(stream, broadcast, words);
        case "H1" -> step(stream, broadcast, words);
        case "C1" -> current(stream, broadcast, words);
        default -> throw new IllegalArgumentException("a record of unknown kind " + kind);
      };
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a record that is cut off", e);
    }
  }

  private static Watched watched(StreamId stream, BroadcastRef broadcast, Words words) {
    return new Watched(
        stream,
        broadcast,
        new SessionId(words.number()),
        new ViewerId(words.number()),
        words.flag(),
        words.number(),
        words.number(),
        EndedBy.valueOf(words.next()));
  }

  private static HistoryStep step(StreamId stream, BroadcastRef broadcast, Words words) {
    return new HistoryStep(
        stream,
        broadcast,
        words.number(),
        words.number(),
        words.number(),
        words.number(),
        words.small(),
        words.small(),
        words.small(),
        words.small(),
        words.small(),
        words.small(),
        words.small());
  }

  private static Current current(StreamId stream, BroadcastRef broadcast, Words words) {
    return new Current(
        stream,
        broadcast,
        words.number(),
        words.number(),
        words.small(),
        words.small(),
        words.small(),
        words.small(),
        words.small(),
        words.small(),
        words.flag(),
        words.number());
  }

  private static StringJoiner line(String kind, AudienceRecord record) {
    var broadcast = record.broadcast();
    return new StringJoiner(" ")
        .add(kind)
        .add(record.stream().text())
        .add(Long.toString(broadcast.startedAtMillis()))
        .add(broadcast.broadcaster().text())
        .add(broadcast.category().text());
  }

  private static final class Words {
    private final String[] words;
    private int at;

    Words(String[] words) {
      this.words = words;
    }

    String next() {
      return words[at++];
    }

    long number() {
      return Long.parseLong(next());
    }

    int small() {
      return Integer.parseInt(next());
    }

    boolean flag() {
      return next().equals("1");
    }
  }
}
