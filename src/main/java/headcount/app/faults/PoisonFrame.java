package headcount.app.faults;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Something wrong that a client sends, and the one answer that the protocol has for it.
 *
 * @param name what it is
 * @param connected whether a good {@code connect} goes before it
 * @param sent how it is sent
 * @param answer an error's code or a close code
 */
record PoisonFrame(String name, boolean connected, Sending sent, String answer) {
  private static final int MASKED = 0x80;

  /** Writes something to a socket. */
  interface Sending {
    void to(PoisonSocket socket) throws IOException;
  }

  static List<PoisonFrame> all() {
    return List.of(
        text("no JSON", "hello", "bad_frame"),
        text("an unclosed object", "{\"type\":\"join\"", "bad_frame"),
        text("a type of another version", "{\"type\":\"join.v9\",\"stream\":\"hot\"}", "bad_frame"),
        text("a join of a number", "{\"type\":\"join\",\"stream\":7}", "bad_frame"),
        text("a second connect", "{\"type\":\"connect\"}", "bad_frame"),
        text("too deep", "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}", "bad_frame"),
        text("no id", "{\"type\":\"join\",\"stream\":\"{a} b\"}", "bad_stream"),
        text("a refresh with rubbish", "{\"type\":\"refresh\",\"token\":\"x.y.z\"}", "bad_token"),
        bytes("a binary frame", 0x82, MASKED, new byte[9], "bad_frame"),
        bytes("no UTF-8", 0x81, MASKED, new byte[] {-1}, "1007"),
        bytes("too much", 0x81, MASKED, new byte[8_193], "1009"),
        bytes("no mask", 0x81, 0, new byte[] {'{', '}'}, "1002"),
        bytes("a reserved bit", 0xC1, MASKED, new byte[] {'{', '}'}, "1002"),
        bytes("a reserved opcode", 0x83, MASKED, new byte[0], "1002"),
        bytes("a ping in fragments", 0x09, MASKED, new byte[0], "1002"),
        bytes("a continuation of nothing", 0x80, MASKED, new byte[0], "1002"),
        first("no connect first", "{\"type\":\"join\",\"stream\":\"hot\"}", "4400"),
        first("a bad token", "{\"type\":\"connect\",\"token\":\"rubbish\"}", "4401"));
  }

  private static PoisonFrame text(String name, String text, String answer) {
    return new PoisonFrame(name, true, socket -> socket.text(text), answer);
  }

  private static PoisonFrame first(String name, String text, String answer) {
    return new PoisonFrame(name, false, socket -> socket.text(text), answer);
  }

  private static PoisonFrame bytes(
      String name, int first, int masked, byte[] payload, String answer) {
    return new PoisonFrame(name, true, socket -> socket.frame(first, masked, payload), answer);
  }

  /** Sends it on a socket of its own; what was wrong with the answer, or nothing. */
  String tried(URI address) {
    try (var socket = PoisonSocket.open(address)) {
      if (connected) {
        socket.text("{\"type\":\"connect\"}");
      }
      sent.to(socket);
      var got = socket.answer();
      return got.equals(answer) ? "" : name + " was answered with " + got + ", not " + answer;
    } catch (IOException e) {
      return name + " was not answered: " + e;
    }
  }
}
