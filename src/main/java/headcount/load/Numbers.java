package headcount.load;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Many numbers as a short text for another process: base64 of 7 bits a byte, lowest first, signs
 * folded into the lowest bit. Small numbers take little.
 */
final class Numbers {
  private Numbers() {}

  static String text(long[] numbers) {
    var bytes = new ByteArrayOutputStream(numbers.length + 16);
    for (var number : numbers) {
      var left = (number << 1) ^ (number >> 63);
      while ((left & ~0x7fL) != 0) {
        bytes.write((int) (left & 0x7f) | 0x80);
        left >>>= 7;
      }
      bytes.write((int) left);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static String text(int[] numbers) {
    return text(Arrays.stream(numbers).asLongStream().toArray());
  }

  /** The numbers of a text that are no longer than 32 bits. */
  static int[] ints(String text) {
    return Arrays.stream(of(text)).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * The numbers of a text.
   *
   * @throws IllegalArgumentException if it is none of {@link #text}
   */
  static long[] of(String text) {
    var bytes = Base64.getDecoder().decode(text);
    var numbers = new long[bytes.length];
    var number = 0;
    var folded = 0L;
    var shift = 0;
    for (var each : bytes) {
      folded |= (each & 0x7fL) << shift;
      shift += 7;
      if (each >= 0) {
        numbers[number++] = (folded >>> 1) ^ -(folded & 1);
        folded = 0;
        shift = 0;
      } else if (shift > 63) {
        throw new IllegalArgumentException("a number of more than 64 bits");
      }
    }
    if (shift != 0) {
      throw new IllegalArgumentException("the last number has no end");
    }
    return Arrays.copyOf(numbers, number);
  }
}
