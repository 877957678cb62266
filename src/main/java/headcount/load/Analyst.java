package headcount.load;

import headcount.load.Question.Kind;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Thinks of questions: the mix as told, what they are about by popularity. The same seed and
 * moments make the same questions. For one thread.
 */
final class Analyst {
  private static final List<String> RANKINGS =
      List.of(
          "/v1/rankings/streams",
          "/v1/rankings/streams?limit=20",
          "/v1/rankings/streams?sort=popular",
          "/v1/rankings/streams?category=",
          "/v1/rankings/categories",
          "/v1/rankings/broadcasters");
  private static final List<Integer> RANKING_WEIGHTS = List.of(40, 20, 10, 15, 10, 5);
  private static final List<Kind> ANALYTICS =
      List.of(Kind.DAILY, Kind.TRENDS, Kind.COMPARE, Kind.GROWTH, Kind.FORECAST, Kind.REVENUE);
  private static final List<Integer> ANALYTICS_WEIGHTS = List.of(35, 25, 15, 10, 10, 5);
  private static final List<Integer> SCOPE_WEIGHTS = List.of(40, 20, 40);

  private final Dice dice;
  private final List<Integer> mix;
  private final Known known;
  private final InstantSource clock;
  private final double[] streams;
  private final double[] broadcasters;
  private final double[] categories;

  Analyst(Questions questions, Known known, long seed, InstantSource clock) {
    this.dice = new Dice(seed);
    this.mix = questions.mix();
    this.known = known;
    this.clock = clock;
    this.streams = Dice.zipf(known.streams().size(), questions.skew());
    this.broadcasters = Dice.zipf(known.broadcasters().size(), questions.skew());
    this.categories = Dice.zipf(known.categories().size(), questions.skew());
  }

  /** The next one. */
  Question next() {
    return switch (dice.weighted(mix)) {
      case 0 -> ranking();
      case 1 -> stream();
      case 2 -> broadcaster();
      default -> analytics();
    };
  }

  private Question ranking() {
    var path = RANKINGS.get(dice.weighted(RANKING_WEIGHTS));
    if (path.endsWith("=")) {
      path = known.categories().isEmpty() ? RANKINGS.getFirst() : path + category();
    }
    return new Question(Kind.RANKING, path);
  }

  private Question stream() {
    var history = "/v1/streams/" + id(known.streams(), streams) + "/history";
    return dice.chance(0.7)
        ? new Question(Kind.STREAM_DAY, history + "?step=5m")
        : new Question(Kind.STREAM_MONTH, history + "?step=1h" + range(30));
  }

  private Question broadcaster() {
    if (known.broadcasters().isEmpty()) {
      return stream();
    }
    var history = "/v1/broadcasters/" + id(known.broadcasters(), broadcasters) + "/history";
    return new Question(Kind.BROADCASTER, history + "?step=1h" + range(7));
  }

  private Question analytics() {
    var kind = ANALYTICS.get(dice.weighted(ANALYTICS_WEIGHTS));
    var query =
        switch (kind) {
          case DAILY ->
              "kind=" + List.of("stream", "broadcaster", "category").get(dice.below(3)) + sort();
          case COMPARE -> scope() + "&step=1h&against=week" + range(1);
          case GROWTH -> scope() + "&metric=hours&window=" + (dice.chance(0.7) ? "7d" : "28d");
          case REVENUE -> scope() + range(28);
          case FORECAST -> scope() + "&days=7";
          case TRENDS -> scope();
          case RANKING, STREAM_DAY, STREAM_MONTH, BROADCASTER ->
              throw new IllegalStateException("no analytics: " + kind);
        };
    var path = "/v1/analytics/" + kind.label() + "?" + query;
    return new Question(kind, path);
  }

  private String sort() {
    return dice.chance(0.7) ? "" : "&sort=growth";
  }

  private String scope() {
    return switch (dice.weighted(SCOPE_WEIGHTS)) {
      case 1 -> known.categories().isEmpty() ? "scope=platform" : "scope=category:" + category();
      case 2 ->
          known.broadcasters().isEmpty()
              ? "scope=platform"
              : "scope=broadcaster:" + id(known.broadcasters(), broadcasters);
      default -> "scope=platform";
    };
  }

  /** Whole days up to the hour. */
  private String range(int days) {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    return "&from=%s&to=%s"
        .formatted(hour.atOffset(ZoneOffset.UTC).minusDays(days).toInstant(), hour);
  }

  private String category() {
    return id(known.categories(), categories);
  }

  private String id(List<String> ids, double[] sums) {
    return ids.get(dice.cumulative(sums));
  }
}
