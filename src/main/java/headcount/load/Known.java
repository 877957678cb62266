package headcount.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a node lists, the foremost first: by rankings of now, then by the newest day's sums. An
 * endpoint that it does not have lists nothing.
 */
record Known(List<String> streams, List<String> broadcasters, List<String> categories) {
  private static final int MOST_PAGES = 20;

  Known {
    streams = List.copyOf(streams);
    broadcasters = List.copyOf(broadcasters);
    categories = List.copyOf(categories);
  }

  /**
   * Asks for it.
   *
   * @throws LoadProblem if the node lists no stream
   */
  static Known by(URI node, Asking asking) {
    var streams = new LinkedHashSet<String>();
    var broadcasters = new LinkedHashSet<String>();
    var categories = new LinkedHashSet<String>();
    listed(node, asking, "streams", "stream", streams);
    listed(node, asking, "broadcasters", "broadcaster", broadcasters);
    listed(node, asking, "categories", "category", categories);
    LoadProblem.unless(
        !streams.isEmpty(),
        "%s lists no stream: start ./headcount load load-scenarios/evening.conf beside, or fill its"
            + " database with ./headcount synth first",
        node);
    return new Known(
        new ArrayList<>(streams), new ArrayList<>(broadcasters), new ArrayList<>(categories));
  }

  private static void listed(
      URI node, Asking asking, String ranking, String kind, Set<String> into) {
    pages(node, asking, "/v1/rankings/" + ranking + "?limit=100", into, kind, "");
    pages(node, asking, "/v1/analytics/daily?limit=100&kind=" + kind, into, "scope", kind + ":");
  }

  private static void pages(
      URI node, Asking asking, String path, Set<String> into, String field, String prefix) {
    var cursor = "";
    for (var page = 0; page < MOST_PAGES; page++) {
      var answer = asking.get(node.resolve(path + cursor));
      for (JsonNode item : answer.body().path("items")) {
        var id = item.path(field).asText();
        if (id.length() > prefix.length() && id.startsWith(prefix)) {
          into.add(id.substring(prefix.length()));
        }
      }
      var next = answer.body().path("next").asText("");
      if (!answer.ok() || next.isEmpty() || next.equals("null")) {
        return;
      }
      cursor =
          "&cursor=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
