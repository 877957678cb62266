package headcount.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text is a good token: a compact JWS (RFC 7515) of a claims set (RFC 7519),
 * signed with the configured key and its algorithm. Each part must be canonical base64url of one
 * JSON object without a doubled member and without anything behind it; {@code crit} is refused, as
 * no extension is known. Clocks may differ by {@link #SKEW}. Never logs, never throws for any text.
 * Thread-safe.
 */
public final class TokenVerifier {
  /** How far the clocks of issuer and node may be apart. */
  public static final Duration SKEW = Duration.ofSeconds(60);

  /** The longest token that is looked at, in characters. */
  public static final int LONGEST = 8192;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final TokenKey key;
  private final ViewerHash viewers;
  private final String issuer;
  private final String audience;

  /**
   * A verifier.
   *
   * @param issuer the only {@code iss} that is taken; empty: not looked at
   * @param audience what {@code aud} must name; empty: not looked at
   */
  public TokenVerifier(TokenKey key, ViewerHash viewers, String issuer, String audience) {
    this.key = key;
    this.viewers = viewers;
    this.issuer = issuer;
    this.audience = audience;
  }

  /** What the token is worth at this moment. */
  public TokenCheck verify(String token, Instant now) {
    try {
      return checked(token, now.toEpochMilli());
    } catch (TokenClaims.Wrong wrong) {
      return new TokenCheck.Refused(wrong.why());
    }
  }

  private TokenCheck checked(String token, long now) throws TokenClaims.Wrong {
    if (token.length() > LONGEST) {
      throw new TokenClaims.Wrong("longer than " + LONGEST + " characters");
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new TokenClaims.Wrong("not three parts");
    }
    JsonNode header = object("header", bytes("header", parts[0]));
    byte[] payload = bytes("payload", parts[1]);
    byte[] signature = bytes("signature", parts[2]);
    byte[] input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    checkSigned(header, parts[0], input, signature);
    return judged(new TokenClaims(object("payload", payload)), now);
  }

  private void checkSigned(JsonNode header, String headerText, byte[] input, byte[] signature)
      throws TokenClaims.Wrong {
    if (header.has("crit")) {
      throw new TokenClaims.Wrong("crit names extensions that are not known");
    }
    JsonNode keyId = header.get("kid");
    String named = keyId != null && keyId.isTextual() ? keyId.textValue() : null;
    String algorithm = key.algorithm(named);
    if (algorithm == null) {
      throw new TokenClaims.Wrong("signed with a key that is not known");
    }
    JsonNode said = header.get("alg");
    if (said == null || !said.isTextual() || !said.textValue().equals(algorithm)) {
      throw new TokenClaims.Wrong("alg is not " + algorithm);
    }
    boolean good =
        switch (key) {
          case TokenKey.Shared shared -> shared.signed(input, signature);
          case TokenKey.Published(Jwks keys) ->
              published(keys.find(named), headerText, input, signature);
        };
    if (!good) {
      throw new TokenClaims.Wrong("the signature does not fit");
    }
  }

  private static boolean published(
      TokenKey.@Nullable PublicKey key, String header, byte[] input, byte[] signature) {
    try {
      return key != null
          && key.verifier()
              .verify(JWSHeader.parse(new Base64URL(header)), input, Base64URL.encode(signature));
    } catch (JOSEException | java.text.ParseException e) {
      return false;
    }
  }

  private TokenCheck judged(TokenClaims claims, long now) throws TokenClaims.Wrong {
    String subject = claims.subject();
    long skew = SKEW.toMillis();
    if (claims.requiredTime("iat") > now + skew) {
      throw new TokenClaims.Wrong("iat lies in the future");
    }
    Long notBefore = claims.time("nbf");
    if (notBefore != null && notBefore > now + skew) {
      throw new TokenClaims.Wrong("nbf lies in the future");
    }
    long ends = claims.requiredTime("exp");
    if (ends + skew <= now) {
      throw new TokenClaims.Wrong("the token has ended");
    }
    checkNames(claims);
    long inForceUntil = ends > now ? ends : ends + skew;
    return new TokenCheck.Token(
        viewers.subject(subject), inForceUntil, claims.streams(), claims.inScope("operator"));
  }

  private void checkNames(TokenClaims claims) throws TokenClaims.Wrong {
    String saidIssuer = claims.text("iss");
    if (!issuer.isEmpty() && !issuer.equals(saidIssuer)) {
      throw new TokenClaims.Wrong("iss is another one");
    }
    claims.checkAudience();
    if (!audience.isEmpty() && !claims.meantFor(audience)) {
      throw new TokenClaims.Wrong("aud names others");
    }
    var _ = claims.text("jti");
  }

  private static byte[] bytes(String part, String text) throws TokenClaims.Wrong {
    byte[] bytes = UrlText.decode(text);
    if (bytes == null) {
      throw new TokenClaims.Wrong("the " + part + " is not canonical base64url");
    }
    return bytes;
  }

  private static JsonNode object(String part, byte[] bytes) throws TokenClaims.Wrong {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode node = JSON.readTree(text);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (CharacterCodingException | JsonProcessingException e) {
      throw new TokenClaims.Wrong("the " + part + " is not strict JSON");
    }
    throw new TokenClaims.Wrong("the " + part + " is not a JSON object");
  }
}
