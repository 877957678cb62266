package headcount.store.aurora;

import headcount.audience.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shares as the database keeps them: a JSON array of numbers and nulls. */
final class RetentionText {
  private RetentionText() {}

  static String write(Retention retention) {
    return retention.shares().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** What {@link #write} wrote, with blanks where the database puts them. */
  static List<@Nullable Double> read(String text) {
    var out = new ArrayList<@Nullable Double>();
    for (var word : text.substring(1, text.length() - 1).split(",", -1)) {
      var share = word.strip();
      out.add(share.equals("null") ? null : (Double) Double.parseDouble(share));
    }
    return out;
  }
}
