package headcount.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audience that follows a formula: most viewers at 22 h in Seoul, fewest at 10 h, a gap from
 * 03:00 to 03:59 UTC of every day, and recovering from 05:00 to 05:29. Answers as the product does.
 */
final class AudienceDouble {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Map<String, Duration> STEPS =
      Map.of("5m", Duration.ofMinutes(5), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1));
  private static final List<String> CATEGORIES =
      List.of(
          "League of Legends",
          "저스트 채팅",
          "Valorant",
          "종합 게임",
          "Music",
          "스포츠",
          "Art",
          "Cooking",
          "Travel",
          "Talk");

  /** The answer under {@code /v1/}, or null where there is nothing. */
  @Nullable JsonNode answer(String path, Map<String, String> query) {
    return switch (path) {
      case "analytics/compare" -> compare(query);
      case "analytics/trends" -> trends();
      case "analytics/growth" -> growth();
      case "analytics/daily" -> daily(query);
      case "analytics/forecast" -> forecast();
      case "analytics/revenue" -> revenue();
      case "rankings/streams" -> ranking("stream", 10);
      case "rankings/categories" -> ranking("category", CATEGORIES.size());
      case "rankings/broadcasters" -> ranking("broadcaster", 20);
      case "streams/s1/viewers" -> JSON.createObjectNode().put("viewers", 4321).put("asOf", 1L);
      default -> path.endsWith("/history") ? history(query) : null;
    };
  }

  static @Nullable Double viewers(Instant at) {
    var time = at.atZone(ZoneOffset.UTC);
    var hour = time.getHour() + time.getMinute() / 60.0;
    return time.getHour() == 3
        ? null
        : (Double) (80_000 + 60_000 * Math.cos((hour - 13) / 12.0 * Math.PI));
  }

  private static ObjectNode compare(Map<String, String> query) {
    var from = Instant.parse(query.getOrDefault("from", ""));
    var to = Instant.parse(query.getOrDefault("to", ""));
    var step = STEPS.getOrDefault(query.get("step"), Duration.ofHours(1));
    var back = Duration.between(from, to);
    var body = JSON.createObjectNode().put("step", query.get("step")).put("coverage", 0.96);
    var pairs = body.putArray("pairs");
    for (var at = from; at.isBefore(to); at = at.plus(step)) {
      var current = viewers(at);
      var previous = viewers(at.minus(back));
      var pair = pairs.addObject().put("at", "" + at).put("againstAt", "" + at.minus(back));
      pair.put("current", current).put("previous", previous == null ? null : previous * 0.9);
      pair.put("rate", current == null ? null : (Double) 0.1111);
    }
    var totals = body.putObject("totals");
    total(totals, "average", 80_123.4, 0.0832);
    total(totals, "peak", 140_000, -0.0214);
    total(totals, "hoursWatched", 1_922_961.6, 0.0832);
    total(totals, "uniques", 812_345, null).put("reason", "low_coverage");
    total(totals, "airtimeHours", 23_456.7, 0.012);
    total(totals, "broadcasts", 7_000, 0.01);
    body.put("peakBasis", "5m");
    var uniques = body.putObject("uniques").putObject("current");
    uniques.put("viewers", 812_345).put("anonymous", 201_234);
    uniques.put("method", "theta").put("relativeError", 0.031);
    return body;
  }

  private static ObjectNode total(
      ObjectNode totals, String name, double value, @Nullable Double rate) {
    var previous = rate == null ? 0 : value / (1 + rate);
    var total = totals.putObject(name).put("current", value).put("previous", previous);
    return total.put("rate", rate);
  }

  private static ObjectNode history(Map<String, String> query) {
    var step = STEPS.getOrDefault(query.get("step"), Duration.ofHours(1));
    var body = JSON.createObjectNode();
    var points = body.putArray("points");
    var to = Instant.parse(query.getOrDefault("to", ""));
    for (var at = Instant.parse(query.getOrDefault("from", ""));
        at.isBefore(to);
        at = at.plus(step)) {
      var time = at.atZone(ZoneOffset.UTC);
      var recovering = time.getHour() == 5 && time.getMinute() < 30 ? 300 : 0;
      points.addObject().put("at", "" + at).put("recovering", recovering);
    }
    return body;
  }

  private static ObjectNode trends() {
    var body = JSON.createObjectNode();
    var heatmap = body.putArray("heatmap");
    for (int day = 0; day < 7; day++) {
      var row = heatmap.addArray();
      for (int hour = 0; hour < 24; hour++) {
        var peak = 80_000 + 60_000 * Math.cos((hour - 22) / 12.0 * Math.PI);
        row.add(day == 2 && hour == 12 ? null : (Double) (peak * (day > 4 ? 1.18 : 1)));
      }
    }
    var share = body.putArray("share");
    var parts = new double[] {0.31, 0.22, 0.14, 0.1, 0.08, 0.05, 0.04, 0.03, 0.02, 0.01};
    for (int i = 0; i < parts.length; i++) {
      var each = share.addObject().put("category", "c" + i).put("title", CATEGORIES.get(i));
      each.put("hoursWatched", parts[i] * 1_900_000).put("share", parts[i]);
    }
    var prime = body.putObject("primeTime");
    prime.putObject("weekdays").put("from", 20).put("to", 23).put("hoursWatched", 400_000);
    prime.putObject("weekends").put("from", 21).put("to", 24).put("hoursWatched", 500_000);
    return body;
  }

  private static ObjectNode growth() {
    var body = JSON.createObjectNode().put("current", 13_400_000).put("previous", 12_500_000);
    body.put("rate", 0.072);
    movers(body.putArray("risers"), 1);
    movers(body.putArray("fallers"), -1);
    return body;
  }

  private static void movers(ArrayNode movers, int sign) {
    for (int i = 1; i <= 5; i++) {
      var rate = sign * (0.9 - i * 0.13);
      var mover = movers.addObject().put("scope", "broadcaster:b" + i).put("title", "방송인 " + i);
      mover.put("previous", 100_000.0 / i).put("current", 100_000.0 / i * (1 + rate));
      mover.put("rate", rate);
    }
  }

  private static ObjectNode daily(Map<String, String> query) {
    var body = JSON.createObjectNode().put("day", "2026-11-20").put("final", false);
    var items = body.putArray("items");
    for (int i = 1; i <= 12; i++) {
      var item = items.addObject().put("rank", i).put("scope", "broadcaster:b" + i);
      item.put("title", "Broadcaster " + i).put("category", "c" + i % 3);
      if (query.containsKey("scope")) {
        item.put("day", "" + LocalDate.of(2026, 11, 21).minusDays(i));
      }
      item.put("hoursWatched", 45_678.9 / i).put("average", 9_876.0 / i).put("peak", 15_432 / i);
      item.put("peakAt", "2026-11-20T13:05:00Z").put("uniques", 33_333 / i);
      item.put("returning7d", 21_111 / i).put("watchMedianSeconds", 312.0 * i);
      item.put("airtimeHours", 5.25).put("broadcasts", 1 + i % 2).put("coverage", 1.0);
      item.put("growth", i == 3 ? null : (Double) (0.4 - i * 0.07)).put("final", false);
    }
    return body;
  }

  private static ObjectNode forecast() {
    var body = JSON.createObjectNode().put("method", "ewma-weekly").put("interval", 0.8);
    var points = body.putArray("points");
    var at = LocalDate.now(SEOUL).atStartOfDay(SEOUL).toInstant();
    for (int i = 0; i < 168; i++, at = at.plus(Duration.ofHours(1))) {
      var hour = at.atZone(ZoneOffset.UTC).getHour();
      var value = 82_000 + 60_000 * Math.cos((hour - 13) / 12.0 * Math.PI);
      points.addObject().put("at", "" + at).put("value", value).put("low", value * 0.86);
      ((ObjectNode) points.get(i)).put("high", value * 1.17);
    }
    var test = body.putObject("backtest").put("origins", 21).put("mape", 0.118);
    test.put("wape", 0.105).put("mase", 0.81).put("coverage80", 0.77);
    var naive = test.putObject("seasonalNaive").put("mape", 0.139).put("wape", 0.129);
    naive.put("mase", 1.0).put("coverage80", 0.82);
    return body;
  }

  private static ObjectNode revenue() {
    var body = JSON.createObjectNode().put("kind", "estimate").put("hoursWatched", 1_922_961.6);
    body.put("from", "2026-11-19T15:00:00Z").put("to", "2026-11-20T15:00:00Z");
    var impressions = body.putObject("impressions");
    impressions.put("low", 3_100_000).put("base", 4_615_107).put("high", 6_900_000);
    body.putNull("value");
    var every = body.putArray("assumptions").addObject().put("category", "*");
    every.put("from", "2026-01-01").put("fill", 0.75).put("adFree", 0.2).putNull("cpm");
    every.putObject("adsPerViewerHour").put("low", 3.0).put("base", 4.0).put("high", 6.0);
    return body;
  }

  private static ObjectNode ranking(String kind, int size) {
    var body = JSON.createObjectNode().put("asOf", System.currentTimeMillis());
    var items = body.putArray("items");
    for (int i = 1; i <= size; i++) {
      var item = items.addObject().put("rank", i).put("viewers", 23_456 / i);
      switch (kind) {
        case "stream" -> {
          item.put("stream", "s" + i).put("title", "저녁 방송 " + i + " / evening");
          item.put("category", "c" + i % 4).put("broadcaster", "b" + i);
        }
        case "category" -> item.put("category", "c" + (i - 1)).put("title", CATEGORIES.get(i - 1));
        default -> item.put("broadcaster", "b" + i).put("title", "Broadcaster " + i);
      }
    }
    body.putNull("next");
    return body;
  }
}
