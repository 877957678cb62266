package headcount.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import headcount.presence.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes HS256 tokens, for the command line, the load generator and tests. Thread-safe. */
public final class TokenSigner {
  private static final String HEADER =
      UrlText.encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

  private final Secret secret;

  /** Signs with the key that nodes check with. */
  public TokenSigner(TokenKey.Shared key) {
    this.secret = key.secret();
  }

  /**
   * A token for this subject.
   *
   * @param subject who it is, not empty
   * @param life until it ends, counted from now in whole seconds
   * @param scope null for a viewer, {@code operator} for an operator
   * @param streams the only streams it opens, null for all
   */
  public String sign(
      String subject,
      Duration life,
      @Nullable String scope,
      @Nullable Collection<StreamId> streams,
      Instant now) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("sub", subject);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(life).getEpochSecond());
    if (scope != null) {
      claims.put("scope", scope);
    }
    if (streams != null) {
      var list = claims.putArray("streams");
      streams.forEach(stream -> list.add(stream.text()));
    }
    return signed(claims.toString());
  }

  /** A token of these claims as they stand, good or bad. */
  String signed(String claims) {
    String input = HEADER + "." + UrlText.encode(claims.getBytes(StandardCharsets.UTF_8));
    return input + "." + UrlText.encode(secret.hmac(input.getBytes(StandardCharsets.US_ASCII)));
  }
}
