package headcount.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwksTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final String CLAIMS = "{\"sub\":\"7\",\"iat\":1790000000,\"exp\":1790000300}";

  private final AtomicLong nanos = new AtomicLong();
  private final RSAKey rsa;
  private final ECKey ec;
  private volatile String served = "";
  private HttpServer issuer;
  private Jwks keys;
  private TokenVerifier verifier;

  JwksTest() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("r").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
    keys = new Jwks(address, Duration.ofMinutes(5), nanos::get);
    verifier =
        new TokenVerifier(
            new TokenKey.Published(keys),
            new ViewerHash(Secret.of("viewer key", "v".repeat(32))),
            "",
            "");
  }

  @BeforeEach
  void serve() {
    issuer.createContext(
        "/keys",
        exchange -> {
          byte[] body = served.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    publish(rsa.toPublicJWK(), ec.toPublicJWK());
  }

  @AfterEach
  void stop() {
    issuer.stop(0);
  }

  @Test
  void bothKindsOfKeyCheckTheirTokens() throws Exception {
    assertGood(token(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa)));
    assertGood(token(JWSAlgorithm.ES256, "e", new ECDSASigner(ec)));
  }

  @Test
  void publicKeyIsNeverTakenForASharedSecret() throws Exception {
    String publicText = rsa.toPublicJWK().toJSONString();
    String forged = new TokenSigner((TokenKey.Shared) TokenKey.shared(publicText)).signed(CLAIMS);
    assertRefused(forged);
    String withId =
        UrlText.encode("{\"alg\":\"HS256\",\"kid\":\"r\"}".getBytes(StandardCharsets.UTF_8))
            + forged.substring(forged.indexOf('.'));
    assertRefused(withId);
  }

  @Test
  void otherAlgorithmOfTheSameKeyIsRefused() throws Exception {
    assertRefused(token(JWSAlgorithm.RS512, "r", new RSASSASigner(rsa)));
    assertRefused(token(JWSAlgorithm.PS256, "r", new RSASSASigner(rsa)));
  }

  @Test
  void foreignKeyUnderAKnownIdIsRefused() throws Exception {
    RSAKey foreign = new RSAKeyGenerator(2048).keyID("r").generate();
    assertRefused(token(JWSAlgorithm.RS256, "r", new RSASSASigner(foreign)));
    assertRefused(token(JWSAlgorithm.RS256, null, new RSASSASigner(rsa)));
  }

  @Test
  void rotatedKeyIsFetchedWhenItsIdTurnsUp() throws Exception {
    ECKey next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
    publish(next.toPublicJWK());
    String token = token(JWSAlgorithm.ES256, "next", new ECDSASigner(next));
    assertRefused(token);
    nanos.addAndGet(Jwks.SPACING.toNanos());
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenCheck.Token.class));
  }

  private void publish(com.nimbusds.jose.jwk.JWK... published) {
    if (!served.isEmpty()) {
      served = new JWKSet(List.of(published)).toString();
      return;
    }
    served = new JWKSet(List.of(published)).toString();
    keys.fetch().toCompletableFuture().join();
  }

  private static String token(JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer)
      throws Exception {
    var header = new JWSHeader.Builder(algorithm).keyID(keyId).build();
    String input =
        header.toBase64URL() + "." + UrlText.encode(CLAIMS.getBytes(StandardCharsets.UTF_8));
    return input + "." + signer.sign(header, input.getBytes(StandardCharsets.US_ASCII));
  }

  private void assertGood(String token) {
    assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenCheck.Token.class);
  }

  private void assertRefused(String token) {
    assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenCheck.Refused.class);
  }
}
