package headcount.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** What lists that come by pages share: {@code limit}, {@code cursor}, and the way to the next. */
final class Paging {
  private static final int LONGEST_CURSOR = 512;

  private Paging() {}

  static int limit(Query query, int usual) {
    return (int) query.whole("limit", "bad_limit", 1, 100).orElse(usual);
  }

  static @Nullable String cursor(Query query) {
    var cursor = query.text("cursor");
    if (cursor.isPresent() && cursor.get().length() > LONGEST_CURSOR) {
      throw expired("a cursor has at most " + LONGEST_CURSOR + " characters", "Leave cursor out.");
    }
    return cursor.orElse(null);
  }

  static Refusal expired(String message, String hint) {
    return Refusal.bad("cursor_expired", message, hint);
  }

  /** The next page's address, with the parameters of these names. */
  static RawHeader next(HttpRequest request, List<String> names, String cursor) {
    var query = new StringBuilder();
    for (var name : names) {
      Query.of(request).text(name).ifPresent(it -> query.append(name + "=" + encoded(it) + "&"));
    }
    var uri = request.getUri().path() + "?" + query + "cursor=" + encoded(cursor);
    return RawHeader.create("Link", "<" + uri + ">; rel=\"next\"");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
