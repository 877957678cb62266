package headcount.load;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * What analysts ask of nodes over HTTP, and how often; questions do not wait for answers.
 *
 * @param perSecond how many on average, at independent moments; zero: the scenario plays a crowd
 * @param lasts how long they are asked
 * @param warmUp at the beginning, whose answers are counted apart; a part of {@code lasts}
 * @param mix weights of rankings, streams' histories, broadcasters' histories and analytics
 * @param skew Zipf exponent of what they ask about
 */
record Questions(
    double perSecond, Duration lasts, Duration warmUp, List<Integer> mix, double skew) {
  private static final double MOST = 5_000;
  private static final Duration LONGEST = Duration.ofHours(24);

  Questions {
    mix = List.copyOf(mix);
    LoadProblem.unless(
        perSecond >= 0 && perSecond <= MOST,
        "questions.per-second must be 0 to 5000, was %s",
        perSecond);
    LoadProblem.unless(
        lasts.isPositive() && lasts.compareTo(LONGEST) <= 0,
        "questions.lasts must be above 0 and at most %s, was %s",
        LONGEST,
        lasts);
    LoadProblem.unless(
        !warmUp.isNegative() && warmUp.compareTo(lasts) < 0,
        "questions.warm-up must be below questions.lasts, was %s",
        warmUp);
    LoadProblem.unless(
        mix.stream().allMatch(weight -> weight >= 0) && mix.stream().anyMatch(weight -> weight > 0),
        "the weights of questions.mix must be 0 or more, and one above, were %s",
        mix);
    LoadProblem.unless(skew >= 0 && skew <= 10, "questions.skew must be 0 to 10, was %s", skew);
  }

  static Questions from(Config scenario, double scale) {
    var room = scenario.getConfig("questions");
    var mix = room.getConfig("mix");
    return new Questions(
        room.getDouble("per-second") * scale,
        room.getDuration("lasts"),
        room.getDuration("warm-up"),
        List.of(
            mix.getInt("ranking"),
            mix.getInt("stream"),
            mix.getInt("broadcaster"),
            mix.getInt("analytics")),
        room.getDouble("skew"));
  }

  boolean any() {
    return perSecond > 0;
  }
}
