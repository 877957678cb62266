package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private final FrameReader reader = new FrameReader();

  @Test
  void viewersAreReadInAnyOrderOfFieldsAndNewOnesAreIgnored() {
    assertThat(
            read(
                """
                {"qualified":{"viewers":1},"quality":"exact","anonymous":2,"connections":9,
                 "later":[1,{"viewers":5}],"viewers":8,"stream":"s1","asOf":1,"type":"viewers"}"""))
        .isEqualTo(new ServerFrame.Viewers("s1", new Figures(8, 9, 2), "exact"));
  }

  @Test
  void joinedCarriesTheFiguresToo() {
    assertThat(
            read(
                """
                {"type":"joined","stream":"s1","viewers":1,"connections":1,"anonymous":0,"asOf":1,
                 "quality":"recovering"}"""))
        .isEqualTo(new ServerFrame.Joined("s1", new Figures(1, 1, 0), "recovering"));
  }

  @Test
  void connectedKeepsWhatTheNextSessionNeeds() {
    assertThat(
            read(
                """
                {"type":"connected","session":"a","viewer":"-5","anonymous":true,
                 "heartbeatMillis":25000,"timeoutMillis":60000,"resume":"r","device":"d"}"""))
        .isEqualTo(new ServerFrame.Connected("a", "-5", "r", "d", true));
  }

  @Test
  void longFramesAreReadAfterShortOnes() {
    read("{\"type\":\"left\",\"stream\":\"s1\"}");
    var message = "m".repeat(5_000);
    assertThat(read("{\"type\":\"error\",\"code\":\"bad_frame\",\"message\":\"" + message + "\"}"))
        .isEqualTo(new ServerFrame.Refused("bad_frame", message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"type\"",
        "{}",
        "{\"type\":\"left\"}",
        "{\"type\":\"viewers\",\"stream\":\"s1\",\"viewers\":1,\"anonymous\":0}",
        "{\"type\":\"connected\",\"viewer\":\"1\"}"
      })
  void whatIsNoFrameIsMalformed(String text) {
    assertThat(read(text)).isInstanceOf(ServerFrame.Malformed.class);
  }

  private ServerFrame read(String text) {
    return reader.read(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }
}
