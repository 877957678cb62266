package headcount.app.bench;

import headcount.app.faults.Where;
import java.util.List;
import java.util.Optional;

/**
 * What one run of a bench yielded.
 *
 * @param bench its name
 * @param where it was measured, when, and with which sources
 * @param quick whether it was a quick one
 */
record BenchRun(String bench, Where where, boolean quick, List<Figure> figures) {
  BenchRun {
    figures = List.copyOf(figures);
  }

  Optional<Figure> figure(String name) {
    return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }
}
