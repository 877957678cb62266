package headcount.audience;

import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.StreamId;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose audience is meant, as people write it: {@code platform}, {@code category:games}, {@code
 * broadcaster:ann} or {@code stream:s1}. A stream's are all of its broadcasts.
 *
 * @param id empty for the platform
 */
public record ScopeName(Scope.Kind kind, String id) {
  /** All streams together. */
  public static final ScopeName PLATFORM = new ScopeName(Scope.Kind.PLATFORM, "");

  /** Refuses what no id can be. */
  public ScopeName {
    switch (kind) {
      case PLATFORM -> {
        if (!id.isEmpty()) {
          throw new IllegalArgumentException("the platform has no id, was given " + id);
        }
      }
      case CATEGORY -> new CategoryId(id);
      case BROADCASTER -> new BroadcasterId(id);
      case STREAM -> new StreamId(id);
    }
  }

  /** Reads what {@link #text} writes; empty where it is nothing of the kind. */
  public static Optional<ScopeName> parse(String text) {
    var colon = text.indexOf(':');
    var kind = colon < 0 ? text : text.substring(0, colon);
    for (var each : Scope.Kind.values()) {
      if (word(each).equals(kind) && (colon < 0) == (each == Scope.Kind.PLATFORM)) {
        try {
          return Optional.of(
              new ScopeName(each, text.substring(colon < 0 ? kind.length() : colon + 1)));
        } catch (IllegalArgumentException noId) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** As people write it. */
  public String text() {
    return kind == Scope.Kind.PLATFORM ? word(kind) : word(kind) + ":" + id;
  }

  /** The kind alone: {@code broadcaster}. */
  public static String word(Scope.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
