package headcount.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads counts from nodes over HTTP. Blocks. */
final class Counts {
  private static final int MOST_AT_ONCE = 100;

  private final Asking asking;
  private final List<String> names;

  Counts(Asking asking, List<String> names) {
    this.asking = asking;
    this.names = List.copyOf(names);
  }

  /** What a node says of every stream, one by one. */
  List<Comparison.Said> each(Target target) {
    var said = new ArrayList<Comparison.Said>();
    for (var stream = 0; stream < names.size(); stream++) {
      var path = "/v1/streams/" + names.get(stream) + "/viewers";
      var answer = asking.get(target.http().resolve(path));
      var quality =
          answer.ok()
              ? answer.body().path("quality").asText()
              : String.format(Locale.ROOT, "%03d", answer.status());
      var figures = answer.ok() ? figures(answer.body()) : Figures.NONE;
      said.add(new Comparison.Said(target.toString(), stream, figures, quality));
    }
    return said;
  }

  /** What a node says of every stream at one moment, and all streams added up. */
  record Answer(Reading reading, Figures total) {}

  /** All counts of a node, or nothing where it did not answer. */
  @Nullable Answer all(Target target) {
    var total = Figures.NONE;
    var reading = new Reading(names.size());
    for (var from = 0; from < names.size(); from += MOST_AT_ONCE) {
      var ids = String.join(",", names.subList(from, Math.min(names.size(), from + MOST_AT_ONCE)));
      var answer = asking.get(target.http().resolve("/v1/streams/viewers?ids=" + ids));
      if (!answer.ok()) {
        return null;
      }
      var stream = from;
      for (var item : answer.body().path("items")) {
        var figures = figures(item);
        reading.say(stream++, figures.viewers());
        total = total.plus(figures);
      }
    }
    return new Answer(reading, total);
  }

  /** All streams of a node added up, or nothing where it did not answer. */
  @Nullable Figures total(Target target) {
    var answer = all(target);
    return answer == null ? null : answer.total();
  }

  private static Figures figures(JsonNode count) {
    return new Figures(
        count.path("viewers").asLong(-1),
        count.path("connections").asLong(-1),
        count.path("anonymous").asLong(-1));
  }
}
