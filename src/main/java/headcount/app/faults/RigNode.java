package headcount.app.faults;

import headcount.app.NodePorts;
import headcount.load.FaultCrowd;
import java.net.URI;

/**
 * Where a node of a rig is reached.
 *
 * @param index from 0
 */
record RigNode(int index, URI http, URI socket, URI management) {
  static RigNode of(int index, String host, NodePorts ports) {
    return new RigNode(
        index,
        URI.create("http://" + host + ":" + ports.http()),
        URI.create("ws://" + host + ":" + ports.socket() + "/v1/ws"),
        URI.create("http://" + host + ":" + ports.management()));
  }

  FaultCrowd.Address address() {
    return new FaultCrowd.Address(http, socket);
  }
}
