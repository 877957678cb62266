package headcount.browser;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends the pages' files, from the class path as the product does, and whatever a double says. */
final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");
  private static final String ECHARTS = "/META-INF/resources/_static/echarts/6.0.0";
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "/",
          "/web/index.html",
          "/dashboard",
          "/web/dashboard.html",
          "/lib/echarts.min.js",
          ECHARTS + "/dist/echarts.min.js",
          "/lib/echarts-ko.js",
          ECHARTS + "/i18n/langKO.js");

  private PageFiles() {}

  /** The file of that path, or 404. */
  static void send(HttpExchange exchange, String path) throws IOException {
    var name = ELSEWHERE.getOrDefault(path, path.startsWith("/browser/") ? path : "/web" + path);
    try (var in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        send(exchange, 404, "application/json", "{}");
      } else {
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
        send(exchange, 200, type, in.readAllBytes());
      }
    }
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
