package headcount.app;

import headcount.embedded.Ports.Wanted;
import java.util.List;

/** The four ports of node {@code index} of a {@code dev}, each moved by the same offset. */
public record NodePorts(int http, int socket, int management, int artery) {
  static NodePorts of(int index, int offset) {
    var add = index + offset;
    return new NodePorts(8080 + add, 9080 + add, 8558 + add, 7355 + add);
  }

  List<Wanted> wanted(int index) {
    var node = "of node " + index;
    return List.of(
        new Wanted(http, "HTTP " + node),
        new Wanted(socket, "WebSocket " + node),
        new Wanted(management, "management " + node),
        new Wanted(artery, "Artery " + node));
  }
}
