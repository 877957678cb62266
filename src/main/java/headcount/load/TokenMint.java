package headcount.load;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Makes viewers' tokens: HS256, the subject a decimal viewer id. */
final class TokenMint {
  private static final int SHORTEST_KEY = 32;

  private final MACSigner signer;
  private final Duration lifetime;
  private final InstantSource clock;

  TokenMint(byte[] key, Duration lifetime, InstantSource clock) {
    LoadProblem.unless(
        key.length >= SHORTEST_KEY,
        "the token key must have at least %s bytes, has %s",
        SHORTEST_KEY,
        key.length);
    this.lifetime = lifetime;
    this.clock = clock;
    try {
      this.signer = new MACSigner(key);
    } catch (JOSEException unfit) {
      throw new LoadProblem("the token key does not fit: " + unfit.getMessage());
    }
  }

  /**
   * With the environment's key, or the one in the file.
   *
   * @throws LoadProblem if there is neither
   */
  static TokenMint from(AimSettings.Tokens settings, InstantSource clock) {
    var key = settings.key();
    return new TokenMint(
        key == null || key.isEmpty() ? read(settings) : key.getBytes(StandardCharsets.UTF_8),
        settings.lifetime(),
        clock);
  }

  String token(long viewer) {
    var now = clock.instant();
    var claims =
        Map.<String, Object>of(
            "sub", Long.toString(viewer),
            "iat", now.getEpochSecond(),
            "exp", now.plus(lifetime).getEpochSecond());
    try {
      var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException failed) {
      throw new IllegalStateException("HS256 signing failed", failed);
    }
  }

  private static byte[] read(AimSettings.Tokens settings) {
    try {
      return Files.readString(settings.file()).strip().getBytes(StandardCharsets.UTF_8);
    } catch (IOException _) {
      throw new LoadProblem(
          "no token key: set HEADCOUNT_TOKEN_KEY or name a readable --token-key-file (tried "
              + settings.file()
              + ")");
    }
  }
}
