package headcount.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headcount.presence.StreamId;
import headcount.presence.ViewerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final String KEY_TEXT = "0123456789abcdef0123456789abcdef";
  private static final Secret VIEWER_KEY = Secret.of("viewer key", "v".repeat(32));

  private final TokenKey.Shared key = (TokenKey.Shared) TokenKey.shared(KEY_TEXT);
  private final ViewerHash viewers = new ViewerHash(VIEWER_KEY);
  private final TokenVerifier verifier = new TokenVerifier(key, viewers, "", "");
  private final TokenSigner signer = new TokenSigner(key);

  @Test
  void goodTokenNamesItsViewerAndItsEnd() {
    String token = signer.sign("42", Duration.ofMinutes(5), null, null, NOW);
    assertThat(verifier.verify(token, NOW))
        .isEqualTo(
            new TokenCheck.Token(
                new ViewerId(42), NOW.plusSeconds(300).toEpochMilli(), null, false));
  }

  @Test
  void operatorsTokenSaysSoAndStreamsLimitIt() {
    var s1 = new StreamId("s1");
    var token = good(signer.sign("op", Duration.ofMinutes(5), "a operator", List.of(s1), NOW));
    assertThat(token.operator()).isTrue();
    assertThat(token.streams()).isEqualTo(Set.of(s1));
    assertThat(token.opens(s1)).isTrue();
    assertThat(token.opens(new StreamId("s2"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42, 42",
    "9223372036854775807, 9223372036854775807",
  })
  void canonicalDecimalSubjectIsTheViewer(String subject, long viewer) {
    assertThat(viewers.subject(subject)).isEqualTo(new ViewerId(viewer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00", "01", "-1", "+1", "9223372036854775808", "1.0", " 1", "kim", "٣", "1e3"})
  void otherSubjectIsHashedWithTheSignBit(String subject) {
    assertThat(viewers.subject(subject).value()).isNegative();
    assertThat(viewers.subject(subject)).isEqualTo(viewers.subject(subject));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'iat':1790000000,'exp':1790000300}",
        "{'sub':'','iat':1790000000,'exp':1790000300}",
        "{'sub':42,'iat':1790000000,'exp':1790000300}",
        "{'sub':null,'iat':1790000000,'exp':1790000300}",
        "{'sub':'\\ud800','iat':1790000000,'exp':1790000300}",
        "{'sub':'1','exp':1790000300}",
        "{'sub':'1','iat':1790000000}",
        "{'sub':'1','iat':1790000061,'exp':1790000300}",
        "{'sub':'1','iat':'1790000000','exp':1790000300}",
        "{'sub':'1','iat':1790000000,'exp':'1790000300'}",
        "{'sub':'1','iat':1790000000,'exp':null}",
        "{'sub':'1','iat':1790000000,'exp':true}",
        "{'sub':'1','iat':1790000000,'exp':1789999940}",
        "{'sub':'1','iat':1790000000,'exp':1e308}",
        "{'sub':'1','iat':1790000000,'exp':1790000300000}",
        "{'sub':'1','iat':1790000000,'exp':99999999999999999999}",
        "{'sub':'1','iat':1790000000,'exp':1e-999999999}",
        "{'sub':'1','iat':1790000000,'exp':NaN}",
        "{'sub':'1','iat':-1,'exp':1790000300}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'nbf':1790000061}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'nbf':'1'}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'streams':'s1'}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'streams':null}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'streams':[1]}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'streams':['s 1']}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'scope':['operator']}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'aud':7}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'aud':{'a':'b'}}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'iss':7}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'jti':7}",
        "{'sub':'1','sub':'2','iat':1790000000,'exp':1790000300}",
        "{'sub':'1','iat':1790000000,'exp':1790000300,'exp':1799999999}",
        "{'sub':'1','iat':1790000000,'exp':1790000300} {}",
        "{'sub':'1','iat':1790000000,'exp':1790000300}x",
        "['sub']",
        "null",
        "",
        "{",
      })
  void wellSignedNonsenseIsRefused(String claims) {
    assertThat(verifier.verify(signer.signed(claims.replace('\'', '"')), NOW))
        .isInstanceOf(TokenCheck.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"HS384\"}",
        "{\"alg\":\"RS256\"}",
        "{\"alg\":\"hs256\"}",
        "{\"alg\":null}",
        "{}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\"}garbage",
        "\"HS256\"",
      })
  void headerNeverChoosesTheAlgorithm(String header) {
    String input = encoded(header) + "." + encoded(claims());
    String signed = input + "." + signature(input);
    assertThat(verifier.verify(signed, NOW)).isInstanceOf(TokenCheck.Refused.class);
    assertThat(verifier.verify(input + ".", NOW)).isInstanceOf(TokenCheck.Refused.class);
  }

  @Test
  void spellingMustBeCanonical() {
    String token = signer.signed(claims());
    assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenCheck.Token.class);
    char last = token.charAt(token.length() - 1);
    String strayBits = token.substring(0, token.length() - 1) + (char) (last + 1);
    for (String bad :
        List.of(
            "",
            ".",
            "..",
            "...",
            token + "=",
            token + ".",
            token + " ",
            " " + token,
            strayBits,
            token.substring(1),
            token.replaceFirst("\\.", ".."),
            "x".repeat(9000),
            "키.키.키",
            token.replace('.', '\n'))) {
      assertThat(verifier.verify(bad, NOW)).as(bad).isInstanceOf(TokenCheck.Refused.class);
    }
  }

  @Test
  void anyChangedCharacterBreaksTheSignature() {
    String token = signer.signed(claims());
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(verifier.verify(changed, NOW)).isInstanceOf(TokenCheck.Refused.class);
    }
  }

  @Test
  void clocksMayDifferByAMinute() {
    assertThat(verifier.verify(claimed(60, 300), NOW)).isInstanceOf(TokenCheck.Token.class);
    assertThat(verifier.verify(claimed(61, 300), NOW)).isInstanceOf(TokenCheck.Refused.class);
    assertThat(verifier.verify(claimed(-300, -60), NOW)).isInstanceOf(TokenCheck.Refused.class);
    var late = good(claimed(-300, -59));
    assertThat(late.endsAtMillis()).isEqualTo(NOW.plusSeconds(1).toEpochMilli());
  }

  @Test
  void fractionsOfSecondsAreFine() {
    var token = good(signer.signed("{\"sub\":\"1\",\"iat\":1790000000.25,\"exp\":1790000300.5}"));
    assertThat(token.endsAtMillis()).isEqualTo(1_790_000_300_500L);
  }

  @Test
  void issuerAndAudienceCountWhereConfigured() {
    var strict = new TokenVerifier(key, viewers, "me", "tv");
    String base = "{\"sub\":\"1\",\"iat\":1790000000,\"exp\":1790000300";
    for (String more : List.of("", ",\"iss\":\"me\"", ",\"iss\":\"you\",\"aud\":\"tv\"")) {
      assertThat(strict.verify(signer.signed(base + more + "}"), NOW))
          .isInstanceOf(TokenCheck.Refused.class);
    }
    for (String aud : List.of("\"tv\"", "[\"x\",\"tv\"]")) {
      String token = signer.signed(base + ",\"iss\":\"me\",\"aud\":" + aud + "}");
      assertThat(strict.verify(token, NOW)).isInstanceOf(TokenCheck.Token.class);
    }
  }

  @Test
  void shortKeyIsRefusedWithItsLength() {
    assertThatThrownBy(() -> TokenKey.shared("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("headcount.access.token-key must be at least 32 bytes of UTF-8, was 5");
    assertThat(TokenKey.shared(KEY_TEXT).toString()).doesNotContain(KEY_TEXT);
  }

  private TokenCheck.Token good(String token) {
    assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenCheck.Token.class);
    return (TokenCheck.Token) verifier.verify(token, NOW);
  }

  private String claimed(long issued, long ends) {
    long now = NOW.getEpochSecond();
    return signer.signed(
        "{\"sub\":\"1\",\"iat\":" + (now + issued) + ",\"exp\":" + (now + ends) + "}");
  }

  private static String claims() {
    return "{\"sub\":\"1\",\"iat\":1790000000,\"exp\":1790000300}";
  }

  private static String encoded(String text) {
    return UrlText.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String input) {
    return UrlText.encode(key.secret().hmac(input.getBytes(StandardCharsets.UTF_8)));
  }
}
