package headcount.http;

import com.fasterxml.jackson.databind.JsonNode;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what operators announce, field by field, and refuses the rest by name. */
final class CatalogueBody {
  private static final int LONGEST_TITLE = 200;

  private final JsonNode fields;

  private CatalogueBody(JsonNode fields) {
    this.fields = fields;
  }

  /** Takes a JSON object that has no other fields than these. */
  static CatalogueBody of(byte[] bytes, Set<String> known) {
    var node = tree(bytes);
    if (!node.isObject()) {
      throw Refusal.bad("bad_json", "the body must be a JSON object", hint(known));
    }
    for (var name : (Iterable<String>) node::fieldNames) {
      if (!known.contains(name)) {
        throw Refusal.bad("bad_field", "there is no field " + Texts.quoted(name), hint(known));
      }
    }
    return new CatalogueBody(node);
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return Json.tree(bytes);
    } catch (IOException e) {
      throw Refusal.bad(
          "bad_json", "the body is no JSON: " + firstLine(e), "Send one JSON object in UTF-8.");
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read");
  }

  /** The title: 1 to 200 characters, not blank, none of them a control character. */
  String title() {
    var title = text("title").orElseThrow(() -> bad("title", "is missing"));
    var length = title.codePointCount(0, title.length());
    if (title.isBlank() || length > LONGEST_TITLE) {
      throw bad("title", "must be 1 to " + LONGEST_TITLE + " characters, was " + length);
    }
    if (title.codePoints().anyMatch(CatalogueBody::unprintable)) {
      throw bad("title", "must not hold control characters or half surrogates");
    }
    return title;
  }

  private static boolean unprintable(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }

  @Nullable CategoryId category() {
    return id("category", Texts::category);
  }

  @Nullable BroadcasterId broadcaster() {
    return id("broadcaster", Texts::broadcaster);
  }

  private <T> @Nullable T id(String name, Function<String, T> kind) {
    var text = text(name);
    return text.isPresent() ? kind.apply(text.get()) : null;
  }

  /** When it began: ISO-8601, or Unix ms. */
  @Nullable Instant startedAt() {
    var node = fields.path("startedAt");
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    var at =
        node.canConvertToLong() && node.isIntegralNumber()
            ? Optional.of(Instant.ofEpochMilli(node.longValue()))
            : text("startedAt").flatMap(Times::parsed);
    return at.filter(Times::sensible)
        .orElseThrow(() -> bad("startedAt", "must be a time from 2000 to 2100 in ISO-8601"));
  }

  private Optional<String> text(String name) {
    var node = fields.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw bad(
          name,
          "must be text, was " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }
    return Optional.of(node.textValue());
  }

  private static Refusal bad(String name, String what) {
    return Refusal.bad("bad_field", name + " " + what, "See /openapi.json for the fields.");
  }

  private static String hint(Set<String> known) {
    return "The fields are " + String.join(", ", known) + ".";
  }
}
