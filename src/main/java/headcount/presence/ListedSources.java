package headcount.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sources that the store names and that nobody has spoken for since: their viewers are held by
 * number, as part of the floor. Not thread-safe.
 */
final class ListedSources {
  private final Map<Source, SourceMark> listed = new HashMap<>();

  void add(Source source, SourceMark mark) {
    listed.put(source, mark);
  }

  @Nullable SourceMark remove(Source source) {
    return listed.remove(source);
  }

  boolean isEmpty() {
    return listed.isEmpty();
  }

  int size() {
    return listed.size();
  }

  Map<Source, SourceMark> marks() {
    return listed;
  }

  /** How many tabs they had. */
  long connections() {
    return listed.values().stream().mapToLong(m -> Math.max(0, m.joins() - m.leaves())).sum();
  }

  /** Whether that source had no tab when it was stored. */
  boolean isEmpty(Source source) {
    SourceMark mark = listed.get(source);
    return mark == null || mark.joins() <= mark.leaves();
  }

  /** That node has spoken for itself. */
  void answered(UUID incarnation) {
    listed.keySet().removeIf(source -> source.incarnation().equals(incarnation));
  }

  /** Removes and returns those for which it holds. */
  List<Source> removeIf(Predicate<Source> over) {
    List<Source> gone = new ArrayList<>(listed.keySet().stream().filter(over).toList());
    listed.keySet().removeAll(gone);
    return gone;
  }
}
