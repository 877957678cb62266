package headcount.load;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * What the audience of a scenario is like.
 *
 * @param streams which streams there are and how it spreads over them
 * @param tabs how many of 100 people have one tab, two tabs, …; any numbers, their ratio counts
 * @param joins how many of 100 tabs watch one stream, two streams, …
 * @param anonymous share of people without a token, 0 to 1
 * @param together share of tabs that open on their person's favourite stream, 0 to 1
 * @param probes what is measured from tab to tab
 */
record CrowdShape(
    Streams streams,
    List<Integer> tabs,
    List<Integer> joins,
    double anonymous,
    double together,
    Probes probes) {

  /**
   * The streams of a scenario.
   *
   * @param number how many
   * @param prefix first part of their ids
   * @param skew exponent of the Zipf law by which tabs choose them; zero: equally
   */
  record Streams(int number, String prefix, double skew) {}

  /**
   * Pairs of tabs that measure how long a join takes to show on another viewer's screen.
   *
   * @param pairs how many; zero: none
   * @param every time from one toggle to the next
   */
  record Probes(int pairs, Duration every) {}

  CrowdShape {
    tabs = List.copyOf(tabs);
    joins = List.copyOf(joins);
    LoadProblem.unless(
        streams.number >= 1 && streams.number <= 100_000,
        "crowd.streams.number must be 1 to 100000, was %s",
        streams.number);
    LoadProblem.unless(
        streams.prefix.matches("[A-Za-z0-9_-]{1,48}"),
        "crowd.streams.prefix must be 1 to 48 characters of [A-Za-z0-9_-], was '%s'",
        streams.prefix);
    LoadProblem.unless(
        streams.skew >= 0 && streams.skew <= 10,
        "crowd.streams.skew must be 0 to 10, was %s",
        streams.skew);
    LoadProblem.unless(
        probes.pairs >= 0 && probes.pairs <= 1_000,
        "crowd.probes.pairs must be 0 to 1000, was %s",
        probes.pairs);
    weights("crowd.tabs", tabs);
    weights("crowd.joins", joins);
    LoadProblem.unless(
        joins.size() <= streams.number,
        "crowd.joins names %s streams a tab, more than the %s streams there are",
        joins.size(),
        streams.number);
    share("crowd.anonymous", anonymous);
    share("crowd.together", together);
    LoadProblem.unless(
        probes.pairs == 0 || probes.every.toMillis() >= 500,
        "crowd.probes.every must be at least 500 ms, was %s",
        probes.every);
  }

  static CrowdShape from(Config config) {
    return new CrowdShape(
        new Streams(
            config.getInt("streams.number"),
            config.getString("streams.prefix"),
            config.getDouble("streams.skew")),
        config.getIntList("tabs"),
        config.getIntList("joins"),
        config.getDouble("anonymous"),
        config.getDouble("together"),
        new Probes(config.getInt("probes.pairs"), config.getDuration("probes.every")));
  }

  private static void weights(String key, List<Integer> weights) {
    LoadProblem.unless(
        !weights.isEmpty()
            && weights.stream().allMatch(weight -> weight >= 0)
            && weights.stream().anyMatch(weight -> weight > 0),
        "%s must be numbers from 0, one of them above 0, was %s",
        key,
        weights);
  }

  private static void share(String key, double share) {
    LoadProblem.unless(share >= 0 && share <= 1, "%s must be 0 to 1, was %s", key, share);
  }
}
