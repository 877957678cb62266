package headcount.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What went wrong on the sockets, by kind: how often, and the first few cases. For one thread. */
final class Faults {
  private static final int EXAMPLES = 3;

  /** One kind of fault. */
  record Fault(String kind, long number, List<String> examples) {
    Fault {
      examples = List.copyOf(examples);
    }
  }

  /** The faults of two processes by kind. */
  static List<Fault> together(List<Fault> some, List<Fault> others) {
    var all = new Faults();
    Stream.concat(some.stream(), others.stream())
        .forEach(
            fault -> {
              fault.examples.forEach(example -> all.note(fault.kind, example));
              all.numbers.merge(fault.kind, fault.number - fault.examples.size(), Long::sum);
            });
    return all.all();
  }

  private final Map<String, List<String>> examples = new LinkedHashMap<>();
  private final Map<String, Long> numbers = new LinkedHashMap<>();

  void note(String kind, String detail) {
    numbers.merge(kind, 1L, Long::sum);
    var known = examples.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (known.size() < EXAMPLES) {
      known.add(detail);
    }
  }

  long number() {
    return numbers.values().stream().mapToLong(Long::longValue).sum();
  }

  List<Fault> all() {
    return numbers.entrySet().stream()
        .map(
            each ->
                new Fault(
                    each.getKey(),
                    each.getValue(),
                    List.copyOf(examples.getOrDefault(each.getKey(), List.of()))))
        .toList();
  }
}
