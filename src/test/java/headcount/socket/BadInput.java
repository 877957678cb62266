package headcount.socket;

import static headcount.socket.RawSocket.BINARY;
import static headcount.socket.RawSocket.FIN;
import static headcount.socket.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import headcount.access.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something wrong that a client sends to the socket port, and the contract's answer: an error's
 * code, a close code, or the status of a handshake that became no socket.
 */
public record BadInput(String name, Consumer<RawSocket> sent, String answer) {
  /** After a connect as viewer 41: the answer is an error code, and the connection stays. */
  public static Stream<BadInput> refusedFrames(TokenSigner signer) {
    return Stream.of(
        refused("no JSON", "hello", "bad_frame"),
        refused("nothing", "", "bad_frame"),
        refused("blanks", "  ", "bad_frame"),
        refused("a list", "[]", "bad_frame"),
        refused("text", "\"join\"", "bad_frame"),
        refused("null", "null", "bad_frame"),
        refused("a number", "42", "bad_frame"),
        refused("an empty object", "{}", "bad_frame"),
        refused("an unclosed object", "{\"type\":\"join\"", "bad_frame"),
        refused("two objects", "{\"type\":\"heartbeat\"}{\"type\":\"heartbeat\"}", "bad_frame"),
        refused("garbage behind", "{\"type\":\"heartbeat\"}x", "bad_frame"),
        refused("a type that nobody knows", "{\"type\":\"dance\"}", "bad_frame"),
        refused("a type in capitals", "{\"type\":\"JOIN\",\"stream\":\"a\"}", "bad_frame"),
        refused("a type that is a number", "{\"type\":1}", "bad_frame"),
        refused("a null type", "{\"type\":null}", "bad_frame"),
        refused("a doubled member", twice(), "bad_frame"),
        refused("too deep", "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}", "bad_frame"),
        refused("a comment", "{\"type\":\"heartbeat\"/* */}", "bad_frame"),
        refused("single quotes", "{'type':'heartbeat'}", "bad_frame"),
        refused("a join of nothing", "{\"type\":\"join\"}", "bad_frame"),
        refused("a join of a number", "{\"type\":\"join\",\"stream\":7}", "bad_frame"),
        refused("a join of a list", "{\"type\":\"join\",\"stream\":[\"a\"]}", "bad_frame"),
        refused("a join of null", "{\"type\":\"join\",\"stream\":null}", "bad_frame"),
        refused("a pass that is a number", pass(), "bad_frame"),
        refused("a leave of nothing", "{\"type\":\"leave\"}", "bad_frame"),
        refused("a refresh with nothing", "{\"type\":\"refresh\"}", "bad_frame"),
        refused("a second connect", "{\"type\":\"connect\"}", "bad_frame"),
        refused("an empty stream", join(""), "bad_stream"),
        refused("a stream of 65", join("x".repeat(65)), "bad_stream"),
        refused("a stream with a blank", join("a b"), "bad_stream"),
        refused("a stream with a slash", join("../a"), "bad_stream"),
        refused("a stream with a brace", join("{a}"), "bad_stream"),
        refused("a stream in Korean", join("방송"), "bad_stream"),
        refused("a stream with NUL", join("a\\u0000"), "bad_stream"),
        refused("a leave of no id", "{\"type\":\"leave\",\"stream\":\"a b\"}", "bad_stream"),
        refused("a refresh with rubbish", refresh("x.y.z"), "bad_token"),
        refused("a refresh of another", refresh(token(signer, "78")), "bad_token"),
        refused("a refresh that has ended", refresh(ended(signer)), "bad_token"),
        new BadInput("a binary frame", s -> s.frame(FIN | BINARY, new byte[9]), "bad_frame"));
  }

  /** As the first frame: the answer is a close code. */
  public static Stream<BadInput> badFirstFrames(TokenSigner signer) {
    return Stream.of(
        refused("no JSON", "hello", "4400"),
        refused("a join", join("calm"), "4400"),
        refused("a heartbeat", "{\"type\":\"heartbeat\"}", "4400"),
        refused("a refresh", refresh(token(signer, "1")), "4400"),
        refused("a token that is a number", "{\"type\":\"connect\",\"token\":1}", "4400"),
        new BadInput("a binary frame", s -> s.frame(FIN | BINARY, new byte[9]), "4400"),
        refused("an empty token", connect(""), "4401"),
        refused("rubbish", connect("rubbish"), "4401"),
        refused("a token that has ended", connect(ended(signer)), "4401"),
        refused("a token from tomorrow", connect(tomorrows(signer)), "4401"),
        refused("a token of nobody", connect(token(signer, "")), "4401"),
        refused("an unsigned token", connect(unsigned(signer)), "4401"),
        refused("a cut token", connect(token(signer, "1").substring(2)), "4401"),
        new BadInput("no UTF-8", s -> s.frame(FIN | TEXT, new byte[] {-1}), "1007"),
        new BadInput("too much", s -> s.frame(FIN | TEXT, new byte[8193]), "1009"));
  }

  /** Instead of an opening handshake: the answer is a status. */
  public static Stream<BadInput> badHandshakes() {
    String good = RawSocket.request();
    return Stream.of(
        sent("another path", good.replace("/v1/ws", "/v2/ws"), 404),
        sent("the root", good.replace("/v1/ws", "/"), 404),
        sent("a POST", good.replace("GET", "POST"), 405),
        sent("no upgrade", good.replace("Upgrade: websocket\r\n", ""), 426),
        sent("another upgrade", good.replace("websocket\r\n", "h2c\r\n"), 426),
        sent("version 8", good.replace("Version: 13", "Version: 8"), 426),
        sent("no version", good.replace("Sec-WebSocket-Version: 13\r\n", ""), 426),
        sent("no key", good.replaceAll("Sec-WebSocket-Key[^\r]*\r\n", ""), 400),
        sent("a short key", good.replace("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="), 400),
        sent("no connection header", good.replace("Connection: Upgrade\r\n", ""), 400),
        sent("no host", good.replace("Host: localhost\r\n", ""), 400),
        sent("HTTP/1.0", good.replace("HTTP/1.1", "HTTP/1.0"), 400),
        sent("no HTTP", "hello\r\n\r\n", 400),
        sent("long headers", RawSocket.request("X: " + "x".repeat(9000)), 431),
        sent("a long line", good.replace("/v1/ws", "/v1/ws?" + "x".repeat(5000)), 414),
        sent("a foreign page", RawSocket.request("Origin: http://evil.example"), 403),
        sent("no page at all", RawSocket.request("Origin: null"), 403));
  }

  /** Sends it on a connected socket, where it is refused and the connection goes on. */
  public void isRefusedOn(RawSocket connected) {
    sent.accept(connected);
    JsonNode error = connected.expectError();
    assertThat(error.path("code").asText()).isEqualTo(answer);
    assertThat(error.path("message").asText()).isNotEmpty();
    connected.text("{\"type\":\"leave\",\"stream\":\"nowhere\"}");
    connected.expect("left");
  }

  /** Sends it on a socket past its upgrade, which is closed for it. */
  public void closes(RawSocket upgraded) {
    sent.accept(upgraded);
    assertThat(upgraded.expectClose()).isEqualTo(Integer.parseInt(answer));
  }

  /** Sends it on a bare connection, which does not become a socket. */
  public void becomesNoSocket(RawSocket bare) {
    sent.accept(bare);
    assertThat(bare.head()).startsWith("HTTP/1.1 " + answer + " ");
  }

  private static BadInput refused(String name, String text, String answer) {
    return new BadInput(name, socket -> socket.text(text), answer);
  }

  private static BadInput sent(String name, String bytes, int status) {
    return new BadInput(
        name,
        socket -> socket.bytes(bytes.getBytes(StandardCharsets.ISO_8859_1)),
        Integer.toString(status));
  }

  private static String connect(String token) {
    return "{\"type\":\"connect\",\"token\":\"" + token + "\"}";
  }

  private static String join(String stream) {
    return "{\"type\":\"join\",\"stream\":\"" + stream + "\"}";
  }

  private static String refresh(String token) {
    return "{\"type\":\"refresh\",\"token\":\"" + token + "\"}";
  }

  private static String twice() {
    return "{\"type\":\"join\",\"stream\":\"a\",\"stream\":\"b\"}";
  }

  private static String pass() {
    return "{\"type\":\"join\",\"stream\":\"a\",\"pass\":1}";
  }

  private static String token(TokenSigner signer, String subject) {
    return signer.sign(subject, Duration.ofMinutes(5), null, null, Instant.now());
  }

  private static String ended(TokenSigner signer) {
    return signer.sign("41", Duration.ofSeconds(-61), null, null, Instant.now());
  }

  private static String tomorrows(TokenSigner signer) {
    return signer.sign("41", Duration.ofDays(2), null, List.of(), Instant.now().plusSeconds(120));
  }

  private static String unsigned(TokenSigner signer) {
    String token = token(signer, "41");
    return "eyJhbGciOiJub25lIn0" + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
  }
}
