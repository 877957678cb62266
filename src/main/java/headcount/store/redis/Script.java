package headcount.store.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A Lua script, from the resource file of its name; one that writes a stream stands behind {@code
 * fence.lua}. Called by its digest; a server that does not know it is given the text. Thread-safe.
 */
final class Script {
  private final String text;
  private final String digest;

  private Script(String text) {
    this.text = text;
    this.digest = sha1(text);
  }

  /** The script {@code name.lua} behind the fence. */
  static Script fenced(String name) {
    return new Script(read("fence") + read(name));
  }

  /** The script {@code name.lua}, which writes no stream and so needs no fence. */
  static Script unfenced(String name) {
    return new Script(read(name));
  }

  /** Runs it; the answer is a list of numbers and texts. */
  CompletionStage<List<Object>> run(RedisLink link, List<String> keys, List<String> words) {
    var k = keys.toArray(String[]::new);
    var w = words.toArray(String[]::new);
    return link.<List<Object>>call(c -> c.evalsha(digest, ScriptOutputType.MULTI, k, w))
        .exceptionallyCompose(
            failure -> {
              if (unwrapped(failure) instanceof RedisNoScriptException) {
                return link.call(c -> c.eval(text, ScriptOutputType.MULTI, k, w));
              }
              return java.util.concurrent.CompletableFuture.failedFuture(failure);
            });
  }

  private static Throwable unwrapped(Throwable failure) {
    var cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static String read(String name) {
    var path = "/headcount/store/redis/" + name + ".lua";
    try (var in = Script.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no script " + path + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
