package headcount.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one node's process is started where it is not as all others.
 *
 * @param prefix words before the command, such as {@code ip netns exec NAME}
 * @param environment added to this JVM's own
 * @param flags for its JVM, after those that it has anyway
 */
public record NodeStart(List<String> prefix, Map<String, String> environment, List<String> flags) {
  /** As all others. */
  public static final NodeStart USUAL = new NodeStart(List.of(), Map.of(), List.of());

  /** The same with one more variable in its environment. */
  public NodeStart and(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new NodeStart(prefix, more, flags);
  }

  public NodeStart {
    prefix = List.copyOf(prefix);
    environment = Map.copyOf(environment);
    flags = List.copyOf(flags);
  }
}
