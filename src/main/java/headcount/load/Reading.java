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

  /** What the texts of another process said. */
  static Reading of(String leastText, String mostText) {
    var least = Numbers.of(leastText);
    var most = Numbers.of(mostText);
    var read = new Reading(least.length);
    for (var stream = 0; stream < least.length; stream++) {
      if (most[stream] >= 0) {
        read.say(stream, least[stream]);
        read.say(stream, most[stream]);
      }
    }
    return read;
  }

  /** The least by stream for another process; -1 where nothing was said. */
  String leastText() {
    return text(least);
  }

  /** The most by stream likewise. */
  String mostText() {
    return text(most);
  }

  private String text(long[] numbers) {
    var said = new long[numbers.length];
    Arrays.setAll(said, stream -> says(stream) ? numbers[stream] : -1);
    return Numbers.text(said);
  }

  /** Somebody else says this as well. */
  void take(Reading other) {
    for (var stream = 0; stream < least.length; stream++) {
      least[stream] = Math.min(least[stream], other.least[stream]);
      most[stream] = Math.max(most[stream], other.most[stream]);
    }
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
