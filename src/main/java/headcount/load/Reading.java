package headcount.load;

import java.util.Arrays;

/** The least and the most viewers that was said of each stream at one moment. For one thread. */
final class Reading {
  private final long[] least;
  private final long[] most;

  /** Nothing was said yet of streams numbered from 0. */
  Reading(int streams) {
    least = new long[streams];
    most = new long[streams];
    Arrays.fill(least, Long.MAX_VALUE);
    Arrays.fill(most, Long.MIN_VALUE);
  }

  /** Somebody says so many viewers. */
  void say(int stream, long viewers) {
    least[stream] = Math.min(least[stream], viewers);
    most[stream] = Math.max(most[stream], viewers);
  }

  int streams() {
    return least.length;
  }

  /** Whether anything was said of the stream; otherwise it has neither least nor most. */
  boolean says(int stream) {
    return most[stream] >= least[stream];
  }

  long least(int stream) {
    return least[stream];
  }

  long most(int stream) {
    return most[stream];
  }
}
