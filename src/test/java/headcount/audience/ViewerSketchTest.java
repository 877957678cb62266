package headcount.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ViewerSketchTest {
  private static ViewerSketch of(long... viewers) {
    var builder = new ViewerSketch.Builder();
    LongStream.of(viewers).forEach(builder::add);
    return builder.built();
  }

  private static ViewerSketch range(long from, long to) {
    return of(LongStream.range(from, to).toArray());
  }

  @Test
  void upTo4096ViewersAreCounted() {
    assertThat(of(1, 2, 2, -5).estimate()).isEqualTo(3);
    assertThat(of().estimate()).isZero();
    var full = range(0, 4096);
    assertThat(full.estimate()).isEqualTo(4096);
    assertThat(full.exact()).isTrue();
    assertThat(full.relativeError()).isZero();
  }

  @Test
  void moreAreEstimatedAndSaySo() {
    var many = range(0, 200_000);
    assertThat(many.exact()).isFalse();
    assertThat(many.relativeError()).isBetween(0.01, 0.05);
    assertThat((double) many.estimate())
        .isBetween(200_000 * (1 - 0.05), 200_000 * (1 + 0.05)); // hashes are fixed: always the same
  }

  @Test
  void theSameViewersMakeTheSameBytes() {
    for (int size : new int[] {10, 5_000, 8_200, 100_000}) {
      var order = new ArrayList<>(LongStream.range(0, size).boxed().toList());
      var first = of(order.stream().mapToLong(Long::longValue).toArray()).bytes();
      Collections.shuffle(order, new Random(size));
      order.addAll(order.subList(0, size / 2)); // and some twice
      assertThat(of(order.stream().mapToLong(Long::longValue).toArray()).bytes())
          .as("%d viewers", size)
          .isEqualTo(first);
    }
  }

  @Test
  void storedOnesAreRead() {
    for (var each : List.of(of(), of(7), range(0, 3000), range(0, 50_000))) {
      var read = ViewerSketch.of(each.bytes());
      assertThat(read.estimate()).isEqualTo(each.estimate());
      assertThat(read.bytes()).isEqualTo(each.bytes());
    }
  }

  @Test
  void daysAreToldTogether() {
    var monday = range(0, 1000);
    var tuesday = range(600, 1500);
    var union = ViewerSketch.union(List.of(monday, tuesday));
    assertThat(union.estimate()).isEqualTo(1500); // not 1,900: uniques never add
    assertThat(monday.both(tuesday).estimate()).isEqualTo(400);
    assertThat(ViewerSketch.union(List.of()).estimate()).isZero();
    assertThat(monday.both(ViewerSketch.union(List.of())).estimate()).isZero();
  }
}
