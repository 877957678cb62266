package headcount.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;

/**
 * The query of a request. A parameter given twice is refused when it is asked for; an empty one
 * counts as not given; one that no route asks for is ignored.
 */
final class Query {
  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Reads a request's query; a broken percent-encoding is a refusal. */
  static Query of(HttpRequest request) {
    try {
      var query = request.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED);
      return new Query(query.toMultiMap());
    } catch (IllegalUriException e) {
      throw Refusal.bad(
          "bad_query",
          "the query cannot be read: " + e.info().summary(),
          "Percent-encode names and values as UTF-8.");
    }
  }

  /** The parameter's value, if it was given and is not empty. */
  Optional<String> text(String name) {
    var given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw Refusal.bad(
          "bad_parameter",
          name + " must be given once, was given " + given.size() + " times",
          "Keep one " + name + ".");
    }
    return given.stream().filter(it -> !it.isEmpty()).findFirst();
  }

  /** The parameter as a whole number within the bounds, or refused with this code. */
  OptionalLong whole(String name, String code, long least, long most) {
    var text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    var value = Texts.decimal(text.get());
    if (value.isEmpty() || value.getAsLong() < least || value.getAsLong() > most) {
      throw Refusal.bad(
          code,
          name
              + " must be a whole number from "
              + least
              + " to "
              + most
              + ", was "
              + Texts.quoted(text.get()),
          "Leave " + name + " out for the default.");
    }
    return value;
  }

  /** Whether a switch like {@code bom=1} is on. */
  boolean on(String name) {
    return text(name).map(value -> value.equals("1") || value.equals("true")).orElse(false);
  }
}
