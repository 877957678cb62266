package headcount.app.faults;

import headcount.app.Refusal;
import headcount.load.Moments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All answers of a row as a file of comma-separated values, to look into what did not hold. */
final class Looks {
  private static final String HEAD =
      "seconds,took,node,status,quality,viewers,connections,anonymous,owed,held,"
          + "least_viewers,most_viewers,least_connections,most_connections";

  private Looks() {}

  /** Writes them, seconds counted from the mark, each beside the truth that it is held against. */
  static void write(Path file, List<Look> looks, Moments truth, long mark) {
    var lines = new ArrayList<String>();
    lines.add(HEAD);
    for (var look : looks) {
      lines.add(line(look, truth.over(look.asked() - Sight.LAG.toNanos(), look.answered()), mark));
    }
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + e, e);
    }
  }

  private static String line(Look look, Moments.Span span, long mark) {
    return String.format(
        Locale.ROOT,
        "%.2f,%.3f,%d,%d,%s,%d,%d,%d,%d,%d,%d,%d,%d,%d",
        (look.asked() - mark) / 1e9,
        (look.answered() - look.asked()) / 1e9,
        look.node(),
        look.status(),
        look.quality(),
        look.said().viewers(),
        look.said().connections(),
        look.said().anonymous(),
        span.owed(),
        span.held(),
        span.least().viewers(),
        span.most().viewers(),
        span.least().connections(),
        span.most().connections());
  }
}
