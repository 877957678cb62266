package headcount.store.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.store.aurora.IndexReport.Duplicate;
import headcount.store.aurora.IndexReport.Index;
import headcount.store.aurora.IndexReport.Name;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexReportTest {
  private static Name name(String index) {
    return new Name("t", index);
  }

  private static Index index(String name, String... parts) {
    return new Index(name(name), false, List.of(parts));
  }

  private static Index unique(String name, String... parts) {
    return new Index(name(name), true, List.of(parts));
  }

  private static List<Duplicate> duplicates(Index... indexes) {
    return IndexReport.of(List.of(indexes), List.of()).duplicates();
  }

  @Test
  void whatALongerOneBeginsWithIsADuplicate() {
    assertThat(duplicates(index("short", "a A"), index("long", "a A", "b A")))
        .containsExactly(new Duplicate(name("short"), name("long")));
    assertThat(duplicates(index("down", "a D"), index("long", "a A", "b A"))).isEmpty();
    assertThat(duplicates(index("second", "b A"), index("long", "a A", "b A"))).isEmpty();
  }

  @Test
  void ofTwoEqualOnesOneStays() {
    assertThat(duplicates(index("one", "a A"), index("two", "a A")))
        .containsExactly(new Duplicate(name("two"), name("one")));
    assertThat(duplicates(unique("PRIMARY", "a A"), unique("again", "a A"), index("too", "a A")))
        .extracting(Duplicate::index)
        .containsExactly(name("again"), name("too"));
  }

  @Test
  void aUniqueOneIsNotServedByALongerOne() {
    assertThat(duplicates(unique("rule", "a A"), index("long", "a A", "b A"))).isEmpty();
    assertThat(duplicates(unique("rule", "a A"), index("same", "a A")))
        .containsExactly(new Duplicate(name("same"), name("rule")));
  }

  @Test
  void unusedIsWhatNoServerUses() {
    var indexes = List.of(unique("PRIMARY", "a A"), index("b", "b A"), index("c", "c A"));
    var writer = Map.of(name("PRIMARY"), 0L, name("b"), 0L, name("c"), 0L);
    var reader = Map.of(name("PRIMARY"), 0L, name("b"), 3L, name("c"), 0L);
    assertThat(IndexReport.of(indexes, List.of(writer, reader)).unused())
        .isEqualTo(Optional.of(List.of(name("c"))));
    assertThat(IndexReport.of(indexes, Arrays.asList(writer, null)).unused()).isEmpty();
  }
}
