package headcount.store.aurora;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which indexes cost writes and serve nobody. Pure.
 *
 * @param duplicates indexes that another one begins with
 * @param unused those that no server has used since it started; empty: not every server keeps count
 */
record IndexReport(List<Duplicate> duplicates, Optional<List<Name>> unused) {
  private static final String PRIMARY = "PRIMARY";

  /** An index of a table. */
  record Name(String table, String index) {
    @Override
    public String toString() {
      return table + "." + index;
    }
  }

  /**
   * An index as it stands.
   *
   * @param parts columns or expressions in order, each with its direction and length
   */
  record Index(Name name, boolean unique, List<String> parts) {}

  /** An index and another one that serves whatever it does. */
  record Duplicate(Name index, Name servedBy) {}

  /**
   * Judges.
   *
   * @param use how often each index was used, one map for each server; null where a server does not
   *     keep count
   */
  static IndexReport of(List<Index> indexes, List<@Nullable Map<Name, Long>> use) {
    return new IndexReport(duplicates(indexes), unused(indexes, use));
  }

  /** For a log or a terminal, one sentence for each finding. */
  List<String> sentences() {
    var out = new ArrayList<String>();
    duplicates.forEach(
        each -> out.add("index " + each.index() + " is served by " + each.servedBy()));
    out.add(
        unused
            .map(
                names ->
                    names.isEmpty()
                        ? "every index has been used since the servers started"
                        : "indexes not used since the servers started: " + names)
            .orElse(
                "which indexes are used is unknown: performance_schema is off or hidden on a server"));
    return List.copyOf(out);
  }

  private static List<Duplicate> duplicates(List<Index> indexes) {
    var out = new ArrayList<Duplicate>();
    for (var index : indexes) {
      indexes.stream()
          .filter(other -> serves(other, index))
          .min(Comparator.comparingInt((Index other) -> other.parts().size()))
          .ifPresent(other -> out.add(new Duplicate(index.name(), other.name())));
    }
    return out;
  }

  /** Whether everything that {@code index} is good for {@code other} does as well. */
  private static boolean serves(Index other, Index index) {
    if (other.name().equals(index.name())
        || !other.name().table().equals(index.name().table())
        || other.parts().size() < index.parts().size()
        || !other.parts().subList(0, index.parts().size()).equals(index.parts())) {
      return false;
    }
    var same = other.parts().size() == index.parts().size();
    if (index.unique()) {
      return same && other.unique() && preferred(other, index);
    }
    return !same || other.unique() || preferred(other, index);
  }

  /** Of two equal ones the primary key stays, otherwise the first by name. */
  private static boolean preferred(Index one, Index other) {
    if (other.name().index().equals(PRIMARY)) {
      return false;
    }
    return one.name().index().equals(PRIMARY)
        || one.name().index().compareTo(other.name().index()) < 0;
  }

  private static Optional<List<Name>> unused(
      List<Index> indexes, List<@Nullable Map<Name, Long>> use) {
    var sums = new HashMap<Name, Long>();
    for (var server : use) {
      if (server == null) {
        return Optional.empty();
      }
      server.forEach((name, count) -> sums.merge(name, count, Long::sum));
    }
    return use.isEmpty()
        ? Optional.empty()
        : Optional.of(
            indexes.stream()
                .filter(index -> !index.unique())
                .map(Index::name)
                .filter(name -> sums.getOrDefault(name, 0L) == 0)
                .toList());
  }
}
