package headcount.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes a run aims at: the ones that were named, or those that answer on this machine.
 */
final class Targets {
  private static final int MOST_PROBED = 64;

  private final Asking asking;
  private final AimSettings aim;

  Targets(Asking asking, AimSettings aim) {
    this.asking = asking;
    this.aim = aim;
  }

  /**
   * The nodes, each asked for its socket address.
   *
   * @throws LoadProblem if there is none, or one that was named does not answer
   */
  List<Target> find() {
    var found = new ArrayList<Target>();
    for (var http : aim.targets().isEmpty() ? probed() : aim.targets()) {
      found.add(target(http));
    }
    return found;
  }

  private List<URI> probed() {
    var answering = new ArrayList<URI>();
    for (var index = 0; index < MOST_PROBED; index++) {
      var http = URI.create("http://127.0.0.1:" + (aim.firstPort() + index));
      if (!asking.get(http.resolve("/ready")).ok()) {
        break;
      }
      answering.add(http);
    }
    LoadProblem.unless(
        !answering.isEmpty(),
        "no node is ready on http://127.0.0.1:%s: start ./headcount dev, or name --target",
        aim.firstPort());
    return answering;
  }

  private Target target(URI http) {
    var answer = asking.get(http.resolve("/v1/client"));
    LoadProblem.unless(
        answer.ok(), "%s/v1/client answered %s; is a node running there?", http, answer.status());
    var text = answer.body().path("webSocket").asText();
    LoadProblem.unless(
        text.startsWith("ws://"), "%s names the socket address '%s'; only ws:// works", http, text);
    var heartbeat = answer.body().path("heartbeatMillis").asLong(25_000);
    return new Target(http, URI.create(text), management(http), Math.max(heartbeat, 1_000));
  }

  private @Nullable URI management(URI http) {
    if (aim.managementGap() == 0 || http.getPort() < 0) {
      return null;
    }
    return URI.create("http://" + http.getHost() + ":" + (http.getPort() + aim.managementGap()));
  }
}
