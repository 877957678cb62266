package headcount.store.redis;

import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The names of what lies in Redis. The braces are literal: a stream's keys share a slot. */
final class Keys {
  static final String STREAM_PATTERN = "live:stream:*";
  static final String DEAD_OUTBOX = "outbox:dead";
  static final int OUTBOXES = 16;

  /** Hash: stream → category and broadcaster, of the streams in {@code rank:viewers}. */
  static final String RANK_ABOUT = "rank:about";

  static final String RANK_VIEWERS = "rank:viewers";
  static final String RANK_POPULAR = "rank:popular";
  private static final String NEXT = ":next";

  private Keys() {}

  static String stream(StreamId stream) {
    return "live:stream:{" + stream + "}";
  }

  static String users(StreamId stream) {
    return "live:users:{" + stream + "}";
  }

  static String tabs(StreamId stream) {
    return "live:tabs:{" + stream + "}";
  }

  /** Set: which of the viewers are anonymous. */
  static String anonymous(StreamId stream) {
    return "live:anonymous:{" + stream + "}";
  }

  static String beats(StreamId stream) {
    return "hb:{" + stream + "}";
  }

  static String next(String key) {
    return key + NEXT;
  }

  /** The stream of a {@code live:stream} key; null if it is none. */
  static @Nullable StreamId streamOf(String key) {
    var open = key.indexOf('{');
    var close = key.lastIndexOf('}');
    if (open < 0 || close <= open) {
      return null;
    }
    var text = key.substring(open + 1, close);
    return StreamId.isValid(text) ? new StreamId(text) : null;
  }

  static String rank(String rank, @Nullable CategoryId category) {
    return category == null ? rank : rank + ":category:" + category;
  }

  static String snapshot(String rankKey, String id) {
    return "rank:snap:{" + rankKey + "}:" + id;
  }

  /** Hash: a stream's committed slots of the newest day. */
  static String today(StreamId stream) {
    return "cache:today:{" + stream + "}";
  }

  /** A stream's slots of a day that closed. */
  static String day(StreamId stream, LocalDate day) {
    return "cache:hist:{" + stream + "}:" + day;
  }

  /** There while somebody reads a stream's days from the database. */
  static String flight(StreamId stream) {
    return "cache:flight:{" + stream + "}";
  }

  /** An answer that was computed before. */
  static String answer(String question) {
    return "cache:an:" + question;
  }

  static String outbox(int index) {
    return "outbox:" + index;
  }

  /** Which outbox a stream's records go through; never changes. */
  static int outboxOf(StreamId stream) {
    return Math.floorMod(stream.text().hashCode(), OUTBOXES);
  }
}
