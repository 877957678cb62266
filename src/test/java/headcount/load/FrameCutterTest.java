package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCutterTest implements FrameCutter.Ear {
  private static final int LAST = 0x80;

  private final List<String> heard = new ArrayList<>();
  private final FrameCutter cutter = new FrameCutter();

  @Test
  void framesOfEveryLengthAreCut() {
    for (var length : List.of(0, 1, 125, 126, 65_535)) {
      take(frame(LAST | 1, "x".repeat(length)));
      assertThat(heard.removeFirst()).isEqualTo("text " + "x".repeat(length));
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void pingsAndPongsMayComeBetweenFragments() {
    take(
        frame(1, "one "),
        frame(LAST | 9, "ping"),
        frame(0, "two "),
        frame(LAST | 10, "late"),
        frame(LAST, "three"),
        frame(LAST | 1, "four"));
    assertThat(heard).containsExactly("ping ping", "text one two three", "text four");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itDoesNotMatterWhereTheBytesAreTorn(long seed) {
    var random = new Random(seed);
    var wire = Unpooled.buffer();
    var expected = new ArrayList<String>();
    for (var message = 0; message < 200; message++) {
      var text = "m".repeat(random.nextInt(10) == 0 ? random.nextInt(60_000) : random.nextInt(200));
      var tear = random.nextInt(text.length() + 1);
      wire.writeBytes(frame(1, text.substring(0, tear)));
      wire.writeBytes(frame(LAST | 9, "p" + message));
      wire.writeBytes(frame(LAST, text.substring(tear)));
      expected.add("ping p" + message);
      expected.add("text " + text);
    }
    while (wire.isReadable()) {
      var most = random.nextBoolean() ? 3 : 5_000;
      take(wire.readBytes(Math.min(wire.readableBytes(), 1 + random.nextInt(most))));
    }
    assertThat(heard).isEqualTo(expected);
  }

  @Test
  void closeCarriesItsCodeAndReasonAndNothingIsHeardAfterwards() {
    take(closing(1012, "restart"), frame(LAST | 1, "late"));
    take(frame(LAST | 1, "later"));
    assertThat(heard).containsExactly("close 1012 restart");
  }

  @Test
  void closeWithoutACodeIs1005() {
    take(frame(LAST | 8, ""));
    assertThat(heard).containsExactly("close 1005 ");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "c1 00, reserved bits are set",
    "81 80 00 00 00 00, a frame is masked",
    "82 00, opcode 2",
    "83 00, opcode 3",
    "8b 00, opcode 11",
    "80 00, a fragment without a beginning",
    "01 00 01 00, a message within a message",
    "09 00, a control frame is long or in fragments",
    "89 7e 00 80, a control frame is long or in fragments",
    "88 01 03, a close frame with half a code",
    "81 7f 00 00 00 00 00 01 00 01, a message of 65537",
    "81 7f ff ff ff ff ff ff ff ff, a message of -1",
  })
  void breachOfTheProtocolIsHeardOnceAndNothingAfterwards(String hex, String why) {
    take(bytes(hex));
    take(frame(LAST | 1, "late"));
    assertThat(heard).containsExactly("broken: the server broke the protocol: " + why);
  }

  @Test
  void fragmentsTogetherHaveABound() {
    take(frame(1, "x".repeat(65_000)), frame(LAST, "x".repeat(537)));
    assertThat(heard).singleElement().asString().endsWith("a message of 65537");
  }

  private void take(ByteBuf... wire) {
    var all = Unpooled.wrappedBuffer(wire);
    cutter.take(all, this);
    assertThat(all.isReadable()).isFalse();
  }

  private static ByteBuf frame(int first, String text) {
    var frame = Unpooled.buffer().writeByte(first);
    if (text.length() < 126) {
      frame.writeByte(text.length());
    } else {
      frame.writeByte(126).writeShort(text.length());
    }
    frame.writeCharSequence(text, StandardCharsets.US_ASCII);
    return frame;
  }

  private static ByteBuf closing(int code, String why) {
    var frame = Unpooled.buffer().writeByte(LAST | 8).writeByte(2 + why.length()).writeShort(code);
    frame.writeCharSequence(why, StandardCharsets.US_ASCII);
    return frame;
  }

  private static ByteBuf bytes(String hex) {
    var bytes = Unpooled.buffer();
    for (var each : hex.split(" ", -1)) {
      bytes.writeByte(Integer.parseInt(each, 16));
    }
    return bytes;
  }

  @Override
  public void text(ByteBuf message) {
    heard.add("text " + message.toString(StandardCharsets.US_ASCII));
  }

  @Override
  public void ping(ByteBuf bytes) {
    heard.add("ping " + bytes.toString(StandardCharsets.US_ASCII));
  }

  @Override
  public void close(int code, String why) {
    heard.add("close " + code + " " + why);
  }

  @Override
  public void broken(String why) {
    heard.add("broken: " + why);
  }
}
