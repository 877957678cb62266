package headcount.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP side of the dashboard's double, on a free port of the loopback: its files, and answers
 * of an {@link AudienceDouble} that a test can replace by others or by refusals. Safe for use by
 * several threads.
 */
final class AudienceServer implements AutoCloseable {
  private record Said(int status, String body) {}

  private final AudienceDouble audience = new AudienceDouble();
  private final Map<String, Said> said = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  AudienceServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** The dashboard's address with that query, for example {@code ?range=7d}. */
  String url(String query) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/dashboard" + query;
  }

  /** From now on that path, for example {@code analytics/compare}, is refused so. */
  void refuse(String path, int status, String code) {
    var body = "{\"code\":\"%s\",\"message\":\"refused: %s\",\"hint\":\"\"}".formatted(code, code);
    said.put(path, new Said(status, body));
  }

  /** From now on that path answers this body. */
  void say(String path, JsonNode body) {
    said.put(path, new Said(200, body.toString()));
  }

  /** From now on that path answers by itself again. */
  void restore(String path) {
    said.remove(path);
  }

  /** What was asked under {@code /v1/}, in order, with its query. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (path.startsWith("/v1/")) {
        answer(exchange, path.substring("/v1/".length()));
      } else {
        PageFiles.send(exchange, path);
      }
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    var query = exchange.getRequestURI().getRawQuery();
    asked.add(path + (query == null ? "" : "?" + query));
    var other = said.get(path);
    if (other != null) {
      PageFiles.send(exchange, other.status(), "application/json", other.body());
      return;
    }
    if (String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).startsWith("text/csv")) {
      var name = path.substring(path.lastIndexOf('/') + 1);
      exchange
          .getResponseHeaders()
          .set("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
      PageFiles.send(exchange, 200, "text/csv", "\uFEFFat,current\r\n2026-11-14T00:00:00Z,1\r\n");
      return;
    }
    var body = audience.answer(path, values(query));
    PageFiles.send(exchange, body == null ? 404 : 200, "application/json", String.valueOf(body));
  }

  private static Map<String, String> values(String query) {
    var values = new HashMap<String, String>();
    for (var pair : String.valueOf(query).split("&", -1)) {
      var at = pair.indexOf('=');
      if (at > 0) {
        var value = URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8);
        values.put(pair.substring(0, at), value);
      }
    }
    return values;
  }
}
