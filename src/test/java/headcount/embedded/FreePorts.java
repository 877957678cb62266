package headcount.embedded;

import java.util.concurrent.ThreadLocalRandom;

/** Ports that are free now, apart from every default and from what the kernel gives to clients. */
public final class FreePorts {
  private FreePorts() {}

  /**
   * The first of {@code count} free ports in a row; their doubles 10,000 above are free as well.
   */
  public static int row(int count) {
    for (var tries = 0; tries < 1_000; tries++) {
      var first = ThreadLocalRandom.current().nextInt(20_000, 32_000 - 10_000 - count);
      if (isFree(first, count)) {
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " free ports in a row");
  }

  public static int one() {
    return row(1);
  }

  private static boolean isFree(int first, int count) {
    for (var port = first; port < first + count; port++) {
      if (!Ports.isFree(port) || !Ports.isFree(port + 10_000)) {
        return false;
      }
    }
    return true;
  }
}
