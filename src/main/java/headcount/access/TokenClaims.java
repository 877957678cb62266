package headcount.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import headcount.presence.StreamId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a signed token, read strictly: each has its kind or the token is refused. Numbers
 * of seconds may have a fraction (RFC 7519) and lie between 1970 and the year 9999.
 */
final class TokenClaims {
  private static final BigDecimal YEAR_10000 = BigDecimal.valueOf(253_402_300_800L);
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private final JsonNode claims;

  TokenClaims(JsonNode claims) {
    this.claims = claims;
  }

  /** What is wrong with a claim, one clause for the token's owner. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  String subject() throws Wrong {
    String subject = text("sub");
    if (subject == null || subject.isEmpty()) {
      throw new Wrong("sub is missing or empty");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(subject)) {
      throw new Wrong("sub is not Unicode text");
    }
    return subject;
  }

  /** Unix ms. */
  long requiredTime(String name) throws Wrong {
    Long millis = time(name);
    if (millis == null) {
      throw new Wrong(name + " is missing");
    }
    return millis;
  }

  /** Unix ms, or null where the claim is absent. */
  @Nullable Long time(String name) throws Wrong {
    JsonNode node = claims.get(name);
    if (node == null) {
      return null;
    }
    if (!node.isNumber()) {
      throw new Wrong(name + " is not a number");
    }
    BigDecimal seconds = node.decimalValue();
    if (seconds.signum() < 0 || seconds.compareTo(YEAR_10000) >= 0) {
      throw new Wrong(name + " is out of range");
    }
    return seconds.multiply(MILLIS).longValue();
  }

  @Nullable String text(String name) throws Wrong {
    JsonNode node = claims.get(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw new Wrong(name + " is not text");
    }
    return node.textValue();
  }

  /** The only streams that the token opens; null where it opens all. */
  @Nullable Set<StreamId> streams() throws Wrong {
    JsonNode node = claims.get("streams");
    if (node == null) {
      return null;
    }
    if (!node.isArray()) {
      throw new Wrong("streams is not a list");
    }
    var streams = new HashSet<StreamId>();
    for (JsonNode entry : node) {
      if (!entry.isTextual() || !StreamId.isValid(entry.textValue())) {
        throw new Wrong("streams holds something that is no stream id");
      }
      streams.add(new StreamId(entry.textValue()));
    }
    return Set.copyOf(streams);
  }

  /** Whether the audience names this one; an absent audience names nobody. */
  boolean meantFor(String audience) throws Wrong {
    JsonNode node = claims.get("aud");
    if (node == null || node.isTextual()) {
      return node != null && node.textValue().equals(audience);
    }
    checkAudience();
    for (JsonNode entry : node) {
      if (entry.textValue().equals(audience)) {
        return true;
      }
    }
    return false;
  }

  /** Refuses an audience that is neither text nor a list of texts. */
  void checkAudience() throws Wrong {
    JsonNode node = claims.get("aud");
    if (node == null || node.isTextual()) {
      return;
    }
    boolean texts = node.isArray();
    for (JsonNode entry : node) {
      texts &= entry.getNodeType() == JsonNodeType.STRING;
    }
    if (!texts) {
      throw new Wrong("aud is neither text nor a list of texts");
    }
  }

  /** Whether the space-separated scope holds the word. */
  boolean inScope(String word) throws Wrong {
    String scope = text("scope");
    return scope != null && Arrays.asList(scope.split(" ", -1)).contains(word);
  }
}
