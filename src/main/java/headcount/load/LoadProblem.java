package headcount.load;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Why a run cannot begin or go on, in a sentence for the person who started it. */
public final class LoadProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  LoadProblem(String sentence) {
    super(sentence);
  }

  @FormatMethod
  static void unless(boolean fine, String sentence, Object... values) {
    if (!fine) {
      throw new LoadProblem(String.format(Locale.ROOT, sentence, values));
    }
  }
}
