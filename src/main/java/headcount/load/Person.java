package headcount.load;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated person: what all tabs of theirs have in common.
 *
 * <p>Tabs of an anonymous person wait until the first one has been handed a device. For one thread.
 */
final class Person {
  private static final long NOBODY = 0;

  private final Cast.Role role;
  private @Nullable Tab first;
  private @Nullable ArrayDeque<Tab> waiting;
  private @Nullable String device;
  private long viewer = NOBODY;

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
    if (waiting == null) {
      waiting = new ArrayDeque<>();
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
    viewer = number(connected.viewer());
    if (viewer == NOBODY) {
      return "a viewer was called " + connected.viewer();
    }
    return before == NOBODY || before == viewer
        ? null
        : "two tabs of one person are " + before + " and " + viewer;
  }

  private static long number(String decimal) {
    try {
      return Long.parseLong(decimal);
    } catch (NumberFormatException _) {
      return NOBODY;
    }
  }

  /** Tabs that may open now because a device is known or the first tab gave up. */
  List<Tab> released(Tab by) {
    if (device == null && first == by) {
      first = null;
      var next = waiting == null ? null : waiting.poll();
      return next == null ? List.of() : List.of(next);
    }
    if (waiting == null || device == null) {
      return List.of();
    }
    var all = List.copyOf(waiting);
    waiting = null;
    return all;
  }
}
