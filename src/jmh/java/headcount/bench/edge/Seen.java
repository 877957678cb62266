package headcount.bench.edge;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How many frames of which kind came to a {@link Crowd}. */
final class Seen {
  /** What a frame is. */
  enum Kind {
    CONNECTED,
    JOINED,
    LEFT,
    VIEWERS,
    ECHO,
    OTHER,
    PONG,
    PING,
    CLOSE,
    ENDED
  }

  /** Where the type's first letter stands in the server's JSON. */
  private static final int LETTER = 9;

  private final long[] counts = new long[Kind.values().length];

  static Kind kind(byte first, ByteBuffer payload, int length) {
    return switch (first & 0x0f) {
      case 8 -> Kind.CLOSE;
      case 9 -> Kind.PING;
      case 10 -> Kind.PONG;
      default ->
          length <= LETTER
              ? Kind.OTHER
              : switch (payload.get(payload.position() + LETTER)) {
                case 'c' -> Kind.CONNECTED;
                case 'j' -> Kind.JOINED;
                case 'l' -> Kind.LEFT;
                case 'v' -> Kind.VIEWERS;
                case 'h' -> Kind.ECHO;
                default -> Kind.OTHER;
              };
    };
  }

  void count(Kind kind) {
    counts[kind.ordinal()]++;
  }

  long of(Kind kind) {
    return counts[kind.ordinal()];
  }

  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
