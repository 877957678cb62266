package headcount.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The secrets of a data folder: made once, kept in files of mode 600. Never prints itself.
 *
 * @param token signs and checks tokens: {@code HEADCOUNT_TOKEN_KEY} of the environment, or the own
 *     one; {@code token.key} always holds the one in force
 * @param device signs the device ids of anonymous viewers
 * @param viewer names viewers whose subject is not a number
 */
public record DevKeys(String token, String device, String viewer) {
  static final String ENVIRONMENT = "HEADCOUNT_TOKEN_KEY";
  public static final String IN_FORCE = "token.key";
  private static final int BYTES = 32;

  /** The folder's own, made where they are missing. */
  public static DevKeys of(Path folder, Map<String, String> environment) {
    var given = environment.get(ENVIRONMENT);
    var token = given != null && !given.isEmpty() ? given : kept(folder.resolve("own-token.key"));
    PrivateFile.write(folder.resolve(IN_FORCE), token + "\n");
    return new DevKeys(
        token, kept(folder.resolve("device.key")), kept(folder.resolve("viewer.key")));
  }

  /** The key with which the dev of this folder checks tokens; the environment's wins. */
  static String tokenKey(Path folder, Map<String, String> environment) {
    var given = environment.get(ENVIRONMENT);
    if (given != null && !given.isEmpty()) {
      return given;
    }
    try {
      return Files.readString(folder.resolve(IN_FORCE)).strip();
    } catch (IOException none) {
      throw new Refusal(
          "no token key: %s does not hold one; start ./headcount dev first, or name its folder with"
                  .formatted(folder)
              + " --data, or set HEADCOUNT_TOKEN_KEY",
          none);
    }
  }

  private static String kept(Path file) {
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + e, e);
    }
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    PrivateFile.write(file, text + "\n");
    return text;
  }

  @Override
  public String toString() {
    return "DevKeys(hidden)";
  }
}
