package headcount.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;

/**
 * A database's url with its user and password apart; it prints neither.
 *
 * @param url begins with {@code jdbc:mysql:} or {@code jdbc:aws-wrapper:mysql:}
 */
public record JdbcAddress(String url, String user, String password) {
  /**
   * Takes {@code user} and {@code password} out of the url's query; where it has none, the
   * environment's {@code HEADCOUNT_MYSQL_USER} and {@code HEADCOUNT_MYSQL_PASSWORD}.
   */
  static JdbcAddress of(String url, Map<String, String> environment) {
    checked(url);
    var cut = url.indexOf('?');
    var user = Objects.requireNonNullElse(environment.get("HEADCOUNT_MYSQL_USER"), "headcount");
    var password = Objects.requireNonNullElse(environment.get("HEADCOUNT_MYSQL_PASSWORD"), "");
    if (cut < 0) {
      return new JdbcAddress(url, user, password);
    }
    var rest = new ArrayList<String>();
    for (var pair : url.substring(cut + 1).split("&", -1)) {
      if (pair.startsWith("user=")) {
        user = decoded(pair);
      } else if (pair.startsWith("password=")) {
        password = decoded(pair);
      } else if (!pair.isEmpty()) {
        rest.add(pair);
      }
    }
    var query = rest.isEmpty() ? "" : "?" + String.join("&", rest);
    return new JdbcAddress(url.substring(0, cut) + query, user, password);
  }

  static void checked(String url) {
    if (!url.startsWith("jdbc:mysql://") && !url.startsWith("jdbc:aws-wrapper:mysql://")) {
      throw Refusal.mistyped(
          "a database's url must look like jdbc:mysql://host:3306/headcount?user=...&password=...");
    }
  }

  private static String decoded(String pair) {
    return URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "JdbcAddress(" + url + ")";
  }
}
