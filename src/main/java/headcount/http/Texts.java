package headcount.http;

import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads ids and numbers from a request, and quotes what was wrong with them. */
final class Texts {
  private static final int QUOTED = 80;

  private Texts() {}

  static StreamId stream(String text) {
    return id(text, StreamId::new, "bad_stream");
  }

  static CategoryId category(String text) {
    return id(text, CategoryId::new, "bad_category");
  }

  static BroadcasterId broadcaster(String text) {
    return id(text, BroadcasterId::new, "bad_broadcaster");
  }

  static SessionId session(String text) {
    var value = decimal(text);
    if (value.isEmpty() || value.getAsLong() == 0) {
      throw Refusal.bad(
          "bad_session",
          "session id must be a whole number from 1 to 2^63 - 1, was " + quoted(text),
          "Take the session from the connected frame, or from live:tabs in Redis.");
    }
    return new SessionId(value.getAsLong());
  }

  private static <T> T id(String text, Function<String, T> kind, String code) {
    try {
      return kind.apply(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(
          code,
          e.getMessage() + ": " + quoted(text),
          "Ids are 1 to 64 letters, digits, underscores or hyphens of ASCII.");
    }
  }

  /** A canonical decimal from 0 to 2^63 - 1: no sign, no leading zero; empty if it is not one. */
  static OptionalLong decimal(String text) {
    var canonical = text.matches("0|[1-9][0-9]{0,18}");
    try {
      return canonical ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** The text in quotes, shortened, with what cannot be shown replaced. */
  static String quoted(String text) {
    var shown = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
    return '"' + shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "�") + '"';
  }
}
