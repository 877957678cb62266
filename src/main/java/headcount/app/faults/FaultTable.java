package headcount.app.faults;

import headcount.app.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The outcomes of rows as a table in Markdown, between two marks of a page. Pure. */
final class FaultTable {
  static final String BEGIN = "<!-- faults: begin -->";
  static final String END = "<!-- faults: end -->";
  private static final String NONE = "–";

  private FaultTable() {}

  /**
   * The page with this table in place of what stood between its marks.
   *
   * @throws Refusal if the page has no such marks
   */
  static String within(String page, List<Outcome> outcomes) {
    var begin = page.indexOf(BEGIN);
    var end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new Refusal("the page has no " + BEGIN + " and " + END + " to write the table between");
    }
    var before = page.substring(0, begin + BEGIN.length());
    return before + "\n" + of(outcomes) + page.substring(end);
  }

  /** Head and one line a row, each ended by a line break; what all were run on stands above. */
  static String of(List<Outcome> outcomes) {
    var text = new StringBuilder();
    for (var machine : outcomes.stream().map(each -> each.where().machine()).distinct().toList()) {
      text.append("Machine: ").append(cell(machine)).append(".\n");
    }
    text.append('\n').append(line(headings())).append(line(rules()));
    outcomes.forEach(outcome -> text.append(line(cells(outcome))));
    return text.toString();
  }

  private static List<String> headings() {
    var cells = new ArrayList<>(List.of("row", "what was done", "what held"));
    for (var figure : Figure.values()) {
      cells.add(figure.heading());
    }
    cells.add("run");
    return cells;
  }

  private static List<String> rules() {
    var cells = new ArrayList<>(List.of("---", "---", "---"));
    for (var _ : Figure.values()) {
      cells.add("---:");
    }
    cells.add("---");
    return cells;
  }

  private static List<String> cells(Outcome outcome) {
    var cells = new ArrayList<String>();
    cells.add((outcome.holds() ? "" : "**fails:** ") + "`" + outcome.row() + "`");
    cells.add(outcome.done());
    cells.add(held(outcome));
    for (var figure : Figure.values()) {
      var value = outcome.figures().get(figure);
      cells.add(value == null ? NONE : figure.text(value));
    }
    cells.add(outcome.where().day() + " " + outcome.where().commit());
    return cells;
  }

  private static String held(Outcome outcome) {
    var sentences = new ArrayList<String>();
    outcome.broken().forEach(broken -> sentences.add("**not:** " + broken));
    sentences.addAll(outcome.held());
    return sentences.isEmpty() ? NONE : String.join("; ", sentences);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(FaultTable::cell).toList()) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
