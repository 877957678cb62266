package headcount.http;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows for a spreadsheet, written as RFC 4180 says: commas, CRLF, quotes doubled. A text cell that
 * a spreadsheet would take for a formula gets a leading apostrophe.
 *
 * @param name of the file, without its ending
 * @param rows made when they are needed; each as long as {@code columns}; a null is an empty cell
 */
record Table(String name, List<String> columns, Supplier<List<List<@Nullable Object>>> rows) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** One row of cells; the one way to make a list that holds nulls. */
  static List<@Nullable Object> row(@Nullable Object... cells) {
    return java.util.Collections.unmodifiableList(java.util.Arrays.asList(cells));
  }

  /** The lines, each with its CRLF, made as they are read. */
  Iterator<String> lines(boolean byteOrderMark) {
    var header = (byteOrderMark ? BYTE_ORDER_MARK : "") + String.join(",", columns) + "\r\n";
    return Stream.concat(Stream.of(header), rows.get().stream().map(Table::line)).iterator();
  }

  private static String line(List<@Nullable Object> row) {
    return row.stream().map(Table::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> number.toString();
      default -> quoted(harmless(value.toString()));
    };
  }

  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    var special = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
