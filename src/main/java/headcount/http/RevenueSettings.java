package headcount.http;

import com.typesafe.config.Config;
import headcount.audience.forecast.Assumption;
import headcount.audience.forecast.Estimate;
import headcount.presence.CategoryId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * What is assumed of advertisements; see {@code http.conf}.
 *
 * @param currency of all prices, ISO 4217; empty where none is given
 */
public record RevenueSettings(String currency, List<Assumption> assumptions) {
  private static final String ROOM = "headcount.http.revenue";

  /** Refuses prices without a currency, and what cannot be, in a sentence. */
  public RevenueSettings {
    assumptions = List.copyOf(assumptions);
    if (!currency.matches("|[A-Z]{3}")) {
      throw new IllegalArgumentException(
          ROOM + ".currency must be three capital letters or empty, was " + currency);
    }
    if (currency.isEmpty() && assumptions.stream().anyMatch(each -> each.cpm() != null)) {
      throw new IllegalArgumentException(ROOM + ".currency is needed where a cpm is given");
    }
  }

  static RevenueSettings from(Config http) {
    var revenue = http.getConfig("revenue");
    try {
      return new RevenueSettings(
          revenue.getString("currency"),
          revenue.getConfigList("assumptions").stream().map(RevenueSettings::assumption).toList());
    } catch (DateTimeException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(ROOM + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Assumption assumption(Config config) {
    var category = config.getString("category");
    return new Assumption(
        category.equals(Assumption.ANY) ? category : new CategoryId(category).text(),
        LocalDate.parse(config.getString("from")),
        estimate(config, "ads-per-viewer-hour"),
        config.getDouble("fill"),
        config.getDouble("ad-free"),
        config.hasPath("cpm") ? estimate(config, "cpm") : null);
  }

  private static Estimate estimate(Config config, String key) {
    var numbers = config.getDoubleList(key);
    if (numbers.size() != 3) {
      throw new IllegalArgumentException(key + " must be [low, base, high], was " + numbers);
    }
    return new Estimate(numbers.get(0), numbers.get(1), numbers.get(2));
  }
}
