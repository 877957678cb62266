package headcount.load;

/**
 * One question of an analyst.
 *
 * @param path with its query, from the root
 */
record Question(Kind kind, String path) {
  /** What is asked; each has its own latencies. */
  enum Kind {
    RANKING("ranking"),
    STREAM_DAY("stream, 24 h by 5 min"),
    STREAM_MONTH("stream, 30 d by hour"),
    BROADCASTER("broadcaster, 7 d by hour"),
    DAILY("daily"),
    TRENDS("trends"),
    COMPARE("compare"),
    GROWTH("growth"),
    FORECAST("forecast"),
    REVENUE("revenue");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** Where the answer came from, as its header {@code X-Cache} says. */
  enum Cached {
    HIT,
    MISS,
    /** It does not say. */
    NONE;

    static Cached of(String header) {
      return switch (header) {
        case "hit" -> HIT;
        case "miss" -> MISS;
        default -> NONE;
      };
    }
  }
}
