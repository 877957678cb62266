package headcount.app.bench;

import java.util.Locale;

/** A run as a table for the screen. */
final class FigureTable {
  private FigureTable() {}

  static String of(BenchRun run) {
    var width = run.figures().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    var text = new StringBuilder();
    for (var figure : run.figures()) {
      var line =
          String.format(
              Locale.ROOT,
              "  %-" + Math.max(1, width) + "s %12s %-14s %s%s",
              figure.name(),
              number(figure.value()),
              figure.unit(),
              ratio(figure, run),
              aim(figure));
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String ratio(Figure figure, BenchRun run) {
    return figure.against() == null
        ? ""
        : String.format(Locale.ROOT, "%.3g × %s  ", figure.ratio(run.figures()), figure.against());
  }

  private static String aim(Figure figure) {
    var aim = figure.aim();
    if (aim == null) {
      return "";
    }
    var sign = figure.better() == Figure.Better.LOWER ? "≤ " : "≥ ";
    return "aim " + sign + number(aim) + (figure.misses() ? ": MISSED" : "");
  }

  /** Three digits that count; whole where it is large. */
  static String number(double value) {
    if (value == 0 || Double.isNaN(value) || Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int whole = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return String.format(Locale.ROOT, "%." + Math.clamp(3 - whole, 0, 6) + "f", value);
  }
}
