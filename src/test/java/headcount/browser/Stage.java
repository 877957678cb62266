package headcount.browser;

import static headcount.browser.WatchPage.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A page server and a socket double that belong together, on ports of their own: so pages of two
 * stages share no storage, even in the same browser.
 */
final class Stage implements AutoCloseable {
  private final SocketDouble socket = new SocketDouble();
  private final PageServer http;

  Stage() {
    try {
      http = new PageServer(socket.url());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  SocketDouble socket() {
    return socket;
  }

  PageServer http() {
    return http;
  }

  /** The page's address with that behind the slash, for example {@code ?stream=s1}. */
  String url(String query) {
    return http.url() + "/" + query;
  }

  /** Shows the page in the browser's tab in front and waits until it is live. */
  WatchPage live(Browser browser, String query) {
    var page = browser.go(url(query));
    eventually().until(() -> page.connection().equals("live"));
    return page;
  }

  @Override
  public void close() {
    http.close();
    socket.close();
  }
}
