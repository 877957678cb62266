package headcount.app.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Collects what a row finds out while it is played. For one thread. */
final class Report {
  private final Consumer<String> say;
  private final List<String> held = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

  Report(Consumer<String> say) {
    this.say = say;
  }

  /** A promise: kept or broken, in words that carry what was seen. */
  void promise(boolean kept, String words) {
    (kept ? held : broken).add(words);
    say.accept((kept ? "held:   " : "BROKEN: ") + words);
  }

  /** A number; of several of a kind the worst stands, which is the lowest for LOWEST. */
  void figure(Figure figure, double value) {
    figures.merge(figure, value, figure == Figure.LOWEST ? Math::min : Math::max);
    say.accept("figure: " + figure.heading() + " " + figure.text(value));
  }

  Outcome outcome(Row row, Where where) {
    return new Outcome(row.name(), row.done(), held, broken, figures, where);
  }
}
