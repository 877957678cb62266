package headcount.load;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line chart as inline SVG: axes from zero unless told otherwise, a grid with round numbers, a
 * legend.
 */
final class SvgChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 260;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 34;
  private static final int BOTTOM = 34;
  private static final int STEPS = 5;
  private static final List<Double> ROUND =
      List.of(1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0);

  private record Point(double x, double y) {}

  /** One named line. */
  static final class Line {
    private final String name;
    private final List<Point> points = new ArrayList<>();

    private Line(String name) {
      this.name = name;
    }

    void add(double x, double y) {
      points.add(new Point(x, y));
    }
  }

  private final String title;
  private final String unit;
  private final List<Line> lines = new ArrayList<>();
  private double floor;
  private double ceiling;

  SvgChart(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /** Up goes from one number to the other; what lies outside is drawn on the border. */
  void between(double lowest, double highest) {
    floor = lowest;
    ceiling = highest;
  }

  Line line(String name) {
    var line = new Line(name);
    lines.add(line);
    return line;
  }

  boolean empty() {
    return lines.stream().allMatch(line -> line.points.isEmpty());
  }

  String render() {
    var right = roundUp(highest(true));
    var top = ceiling > floor ? ceiling : roundUp(highest(false));
    var svg = new StringBuilder();
    put(svg, "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, HEIGHT, escaped(title));
    put(svg, "<text class='title' x='%d' y='14'>%s</text>", LEFT, escaped(title + ", " + unit));
    for (var step = 0; step <= STEPS; step++) {
      grid(svg, right * step / STEPS, floor + (top - floor) * step / STEPS, right, top);
    }
    for (var number = 0; number < lines.size(); number++) {
      draw(svg, number, right, top);
    }
    return svg.append("</svg>").toString();
  }

  private void grid(StringBuilder svg, double x, double y, double right, double top) {
    var atY = placeY(y, top);
    put(
        svg,
        "<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>",
        LEFT,
        WIDTH - RIGHT,
        atY,
        atY);
    put(svg, "<text class='y' x='%d' y='%.1f'>%s</text>", LEFT - 6, atY + 4, number(y));
    put(svg, "<text class='x' x='%.1f' y='%d'>%s</text>", placeX(x, right), HEIGHT - 14, number(x));
  }

  private void draw(StringBuilder svg, int number, double right, double top) {
    var line = lines.get(number);
    put(svg, "<polyline class='line c%d' points='", number % 6);
    for (var point : line.points) {
      put(svg, "%.1f,%.1f ", placeX(point.x, right), placeY(point.y, top));
    }
    svg.append("'/>");
    var x = LEFT + number * 150;
    put(svg, "<rect class='key k%d' x='%d' y='20' width='10' height='4'/>", number % 6, x);
    put(svg, "<text class='legend' x='%d' y='26'>%s</text>", x + 14, escaped(line.name));
  }

  private double highest(boolean across) {
    return lines.stream()
        .flatMap(line -> line.points.stream())
        .mapToDouble(point -> across ? point.x : point.y)
        .max()
        .orElse(1);
  }

  private static double placeX(double x, double right) {
    return LEFT + x / right * (WIDTH - LEFT - RIGHT);
  }

  private double placeY(double y, double top) {
    var part = (Math.clamp(y, floor, top) - floor) / (top - floor);
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
  }

  /** The next number that a scale may end with, such as 1, 1.2, 1.5, 2 times a power of ten. */
  static double roundUp(double value) {
    if (value <= 0) {
      return 1;
    }
    var power = Math.pow(10, Math.floor(Math.log10(value)));
    for (var factor : ROUND) {
      if (value <= factor * power * 1.000001) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }

  @FormatMethod
  private static void put(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
