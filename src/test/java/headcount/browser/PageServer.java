package headcount.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP side of the double: the watch page's files, {@code /v1/client} and a ranking, on a free
 * port of the loopback. Safe for use by several threads.
 */
final class PageServer implements AutoCloseable {
  private static final String JSON = "application/json";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String client;
  private volatile String ranking = "{\"items\":[]}";
  private volatile boolean busy;

  PageServer(String webSocket) throws IOException {
    client = "{\"webSocket\":\"" + webSocket + "\",\"heartbeatMillis\":25000}";
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the page is offered to choose from: the body of the ranking route. */
  void rank(String json) {
    ranking = json;
  }

  /** While busy, {@code /v1/client} answers 503. */
  void busy(boolean yes) {
    busy = yes;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      switch (path) {
        case "/v1/client" -> PageFiles.send(exchange, busy ? 503 : 200, JSON, client);
        case "/v1/rankings/streams" -> PageFiles.send(exchange, 200, JSON, ranking);
        default -> PageFiles.send(exchange, path);
      }
    }
  }
}
