package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import headcount.stream.Consistency;
import java.util.List;
import org.apache.pekko.http.javadsl.server.Route;

/** Whether sockets, counts and store agree, and their repair from the sockets' truth. */
final class ConsistencyRoutes extends Routes {
  private static final int SHOWN = 1_000;

  private final Consistency consistency;

  ConsistencyRoutes(Consistency consistency) {
    this.consistency = consistency;
  }

  Route routes() {
    return pathPrefix(
        segment("ops").slash("consistency"),
        () ->
            concat(
                pathEnd(
                    () ->
                        get(
                            () ->
                                on(
                                    request ->
                                        consistency
                                            .look()
                                            .thenApply(
                                                found -> Answers.json(200, Body.of(found)))))),
                path(
                    "repair",
                    () ->
                        post(
                            () ->
                                on(
                                    request ->
                                        consistency
                                            .repair()
                                            .thenApply(
                                                found ->
                                                    Answers.json(200, Repaired.of(found))))))));
  }

  private record Viewers(long counted, long stored) {}

  /** Connections, summed over all streams, and every stream in which something differs. */
  private record Body(
      long asOf,
      int nodes,
      List<String> silent,
      int streams,
      long reported,
      long counted,
      long stored,
      long drift,
      Viewers viewers,
      List<Consistency.Line> differing) {
    static Body of(Consistency.Findings found) {
      var lines = found.lines();
      return new Body(
          found.asOfMillis(),
          found.nodes(),
          found.silent(),
          lines.size(),
          lines.stream().mapToLong(Consistency.Line::reported).sum(),
          lines.stream().mapToLong(Consistency.Line::counted).sum(),
          lines.stream().mapToLong(Consistency.Line::stored).sum(),
          lines.stream().mapToLong(Consistency.Line::drift).sum(),
          new Viewers(
              lines.stream().mapToLong(Consistency.Line::viewers).sum(),
              lines.stream().mapToLong(Consistency.Line::storedViewers).sum()),
          lines.stream().filter(line -> !line.agrees()).limit(SHOWN).toList());
    }
  }

  private record Repaired(long asOf, int nodes, List<String> silent, List<String> recounted) {
    static Repaired of(Consistency.Findings found) {
      return new Repaired(
          found.asOfMillis(),
          found.nodes(),
          found.silent(),
          found.lines().stream().map(Consistency.Line::stream).toList());
    }
  }
}
