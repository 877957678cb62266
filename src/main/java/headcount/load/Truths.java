package headcount.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The true numbers of every stream at one moment, as far as one or several processes know them. */
final class Truths {
  private static final int NUMBERS = 4;

  private final long[] numbers;

  private Truths(long[] numbers) {
    this.numbers = numbers;
  }

  /** What a truth says now of so many streams. */
  static Truths of(Truth truth, int streams) {
    var numbers = new long[streams * NUMBERS];
    for (var stream = 0; stream < streams; stream++) {
      var figures = truth.of(stream);
      numbers[stream * NUMBERS] = figures.viewers();
      numbers[stream * NUMBERS + 1] = figures.connections();
      numbers[stream * NUMBERS + 2] = figures.anonymous();
      numbers[stream * NUMBERS + 3] = truth.everWatched(stream) ? 1 : 0;
    }
    return new Truths(numbers);
  }

  /** What {@link #text} said. */
  static Truths of(String text) {
    return new Truths(Numbers.of(text));
  }

  /** Both together; they speak of different people. */
  Truths plus(Truths other) {
    var sum = numbers.clone();
    Arrays.setAll(sum, at -> numbers[at] + other.numbers[at]);
    return new Truths(sum);
  }

  int streams() {
    return numbers.length / NUMBERS;
  }

  Figures of(int stream) {
    var at = stream * NUMBERS;
    return new Figures(numbers[at], numbers[at + 1], numbers[at + 2]);
  }

  /** Whether anybody ever joined the stream. */
  boolean everWatched(int stream) {
    return numbers[stream * NUMBERS + 3] > 0;
  }

  /** One after the other. */
  List<Figures> all() {
    return IntStream.range(0, streams()).mapToObj(this::of).toList();
  }

  /** For another process. */
  String text() {
    return Numbers.text(numbers);
  }
}
