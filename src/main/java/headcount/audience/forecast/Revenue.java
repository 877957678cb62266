package headcount.audience.forecast;

import headcount.audience.BusinessDay;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What advertisements some audience had room for. Counts know nothing of advertisements, payments
 * and blockers: all but the hours comes from assumptions.
 *
 * @param impressions null where no assumption holds for some of the hours
 * @param value in the currency of the prices; null where some of the hours have no price
 * @param assumptions those that were used
 */
public record Revenue(
    double hoursWatched,
    @Nullable Estimate impressions,
    @Nullable Estimate value,
    List<Assumption> assumptions) {
  private static final double HOUR = 3600;
  private static final double THOUSAND = 1000;

  public Revenue {
    assumptions = List.copyOf(assumptions);
  }

  /**
   * Reckons it.
   *
   * @param viewerSeconds by business day and category
   * @param assumptions of which the newest holds that is not of a later day; a category's own
   *     before that of any
   */
  public static Revenue of(
      SortedMap<BusinessDay, Map<String, Long>> viewerSeconds, List<Assumption> assumptions) {
    var used = new LinkedHashSet<Assumption>();
    var hours = 0.0;
    @Nullable Estimate impressions = Estimate.ZERO;
    @Nullable Estimate value = Estimate.ZERO;
    for (var day : viewerSeconds.entrySet()) {
      for (var category : new java.util.TreeMap<>(day.getValue()).entrySet()) {
        var watched = category.getValue() / HOUR;
        hours += watched;
        var assumed = assumed(assumptions, category.getKey(), day.getKey());
        if (assumed == null) {
          impressions = null;
          value = null;
          continue;
        }
        used.add(assumed);
        var shown = assumed.impressionsPerHour().times(watched);
        var cpm = assumed.cpm();
        impressions = impressions == null ? null : impressions.plus(shown);
        value =
            value == null || cpm == null ? null : value.plus(shown.times(cpm).times(1 / THOUSAND));
      }
    }
    var priced = used.stream().anyMatch(each -> each.cpm() != null);
    return new Revenue(hours, impressions, priced ? value : null, List.copyOf(used));
  }

  private static @Nullable Assumption assumed(
      List<Assumption> assumptions, String category, BusinessDay day) {
    var own = newest(assumptions, category, day);
    return own == null ? newest(assumptions, Assumption.ANY, day) : own;
  }

  private static @Nullable Assumption newest(
      List<Assumption> assumptions, String category, BusinessDay day) {
    @Nullable Assumption newest = null;
    for (var each : assumptions) {
      if (each.category().equals(category)
          && !each.from().isAfter(day.date())
          && (newest == null || each.from().isAfter(newest.from()))) {
        newest = each;
      }
    }
    return newest;
  }
}
