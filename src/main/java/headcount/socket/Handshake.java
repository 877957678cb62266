package headcount.socket;

import headcount.access.Origins;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Judges the request that a connection begins with, after RFC 6455, 4.2. Pure. */
final class Handshake {
  /** The subprotocol that is spoken, where a client offers some. */
  static final String SUBPROTOCOL = "headcount.v1";

  private static final String PATH = "/v1/ws";
  private static final String READY = "/ready";
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  /** What becomes of a request. */
  sealed interface Verdict {}

  /**
   * It becomes a WebSocket.
   *
   * @param accept the proof that the key was read
   * @param subprotocol whether ours was among those offered
   */
  record Upgrade(String accept, boolean subprotocol) implements Verdict {}

  /** It is answered, and that is all. */
  record Answer(int status, String json, Map<String, String> headers) implements Verdict {
    static Answer error(int status, String code, String message, String hint) {
      return error(status, code, message, hint, Map.of());
    }

    static Answer error(
        int status, String code, String message, String hint, Map<String, String> headers) {
      String json =
          "{\"code\":\"%s\",\"message\":\"%s\",\"hint\":\"%s\"}".formatted(code, message, hint);
      return new Answer(status, json, headers);
    }
  }

  private final EdgeNode node;

  Handshake(EdgeNode node) {
    this.node = node;
  }

  Verdict judge(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return unreadable(request.decoderResult().cause());
    }
    String path = request.uri().split("\\?", 2)[0];
    return switch (path) {
      case PATH -> opening(request);
      case READY -> ready(request);
      default ->
          Answer.error(
              404, "not_found", "nothing is here", "the socket port serves /v1/ws and /ready");
    };
  }

  private static Answer unreadable(Throwable cause) {
    int status =
        switch (cause) {
          case TooLongHttpLineException _ -> 414;
          case TooLongHttpHeaderException _ -> 431;
          default -> 400;
        };
    return Answer.error(status, "bad_request", "not a request that can be read", "send HTTP/1.1");
  }

  /** A HEAD gets the same without its body, which Netty's codec leaves out. */
  private Answer ready(HttpRequest request) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return onlyServed("GET, HEAD");
    }
    return node.ready()
        ? new Answer(200, "{\"ready\":true}", Map.of())
        : new Answer(503, "{\"ready\":false}", retryAfter());
  }

  private Verdict opening(HttpRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      return onlyServed("GET");
    }
    HttpHeaders headers = request.headers();
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
      return upgradeRequired("only WebSockets are served here");
    }
    if (!List.of("13").equals(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return upgradeRequired("the WebSocket version must be 13");
    }
    if (!wellFormed(request)) {
      return Answer.error(
          400,
          "bad_handshake",
          "not an opening handshake of RFC 6455",
          "send HTTP/1.1 with Host, Connection: Upgrade and a Sec-WebSocket-Key of 16 bytes");
    }
    List<String> origin = headers.getAll(HttpHeaderNames.ORIGIN);
    Origins origins = node.parts.access().settings().origins();
    if (origin.size() > 1 || !origin.stream().allMatch(origins::admit)) {
      return Answer.error(
          403,
          "origin_not_allowed",
          "pages of this origin may not connect",
          "add it to headcount.access.origins");
    }
    if (!node.admits()) {
      return Answer.error(
          503, "not_admitting", "no new connections now", "come back later", retryAfter());
    }
    String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY).strip();
    return new Upgrade(accept(key), offersOurs(headers));
  }

  private static boolean wellFormed(HttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && headers.getAll(HttpHeaderNames.HOST).size() == 1
        && headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && List.of("0").containsAll(headers.getAll(HttpHeaderNames.CONTENT_LENGTH))
        && keys.size() == 1
        && sixteenBytes(keys.getFirst().strip());
  }

  private static boolean sixteenBytes(String key) {
    try {
      return key.length() == 24 && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean offersOurs(HttpHeaders headers) {
    return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .anyMatch(offered -> offered.strip().equals(SUBPROTOCOL));
  }

  private static Answer onlyServed(String methods) {
    return Answer.error(
        405,
        "method_not_allowed",
        "only " + methods + " is served here",
        "use GET",
        Map.of("Allow", methods));
  }

  private static Answer upgradeRequired(String message) {
    return Answer.error(
        426,
        "upgrade_required",
        message,
        "open it as a WebSocket of version 13",
        Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"));
  }

  private Map<String, String> retryAfter() {
    return Map.of("Retry-After", Long.toString(node.settings.admission().retryAfter().toSeconds()));
  }

  /** The proof that the server read the key (RFC 6455, 4.2.2): SHA-1 with a fixed suffix. */
  @SuppressWarnings("InsecureCryptoUsage") // the RFC demands SHA-1; it protects nothing here
  private static String accept(String key) {
    try {
      byte[] input = (key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(input);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
