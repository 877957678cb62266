package headcount.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated person: what all tabs of theirs have in common.
 *
 * <p>Tabs of an anonymous person wait until the first one has been handed a device. For one thread.
 */
final class Person {
  private final Cast.Role role;
  private final ArrayDeque<Tab> waiting = new ArrayDeque<>();
  private @Nullable Tab first;
  private @Nullable String device;
  private @Nullable String viewer;

  Person(Cast.Role role) {
    this.role = role;
  }

  Cast.Role role() {
    return role;
  }

  @Nullable String device() {
    return device;
  }

  /** Whether the tab may open now; otherwise it is called when the device is known. */
  boolean admits(Tab tab) {
    if (!role.anonymous() || device != null || first == tab) {
      return true;
    }
    if (first == null) {
      first = tab;
      return true;
    }
    waiting.add(tab);
    return false;
  }

  /** Takes what the server said of this person; what is wrong with it is noted. */
  void met(ServerFrame.Connected connected, Faults faults) {
    var wrong = wrong(connected);
    if (wrong != null) {
      faults.note("wrong identity", wrong);
    }
  }

  private @Nullable String wrong(ServerFrame.Connected connected) {
    if (connected.anonymous() != role.anonymous()) {
      return "anonymous was " + connected.anonymous();
    }
    if (role.anonymous() && connected.device() == null && device == null) {
      return "an anonymous viewer was handed no device";
    }
    if (connected.device() != null) {
      device = connected.device();
    }
    if (!role.anonymous() && !connected.viewer().equals(Long.toString(role.viewer()))) {
      return "viewer " + role.viewer() + " was called " + connected.viewer();
    }
    var before = viewer;
    viewer = connected.viewer();
    return before == null || before.equals(viewer)
        ? null
        : "two tabs of one person are " + before + " and " + viewer;
  }

  /** Tabs that may open now because a device is known or the first tab gave up. */
  List<Tab> released(Tab by) {
    if (device == null && first == by) {
      first = null;
      var next = waiting.poll();
      return next == null ? List.of() : List.of(next);
    }
    var all = new ArrayList<>(waiting);
    waiting.clear();
    return device == null ? List.of() : all;
  }
}
