package headcount.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualSpellingTest {
  @Test
  void heartbeatsJoinsAndLeavesOfMostClientsAreKnown() {
    assertThat(read("{\"type\":\"heartbeat\"}")).isEqualTo(ClientFrame.Heartbeat.ONE);
    assertThat(read("{\"type\":\"join\",\"stream\":\"s1\"}"))
        .isEqualTo(new ClientFrame.Join("s1", null));
    assertThat(read("{\"type\":\"leave\",\"stream\":\"a-B_9\"}"))
        .isEqualTo(new ClientFrame.Leave("a-B_9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"type\":\"heartbeat\"} ",
        "{\"type\":\"heartbeat\",\"a\":1}",
        "{\"type\": \"join\",\"stream\":\"s1\"}",
        "{\"type\":\"join\",\"stream\":\"s1\",\"pass\":\"p\"}",
        "{\"type\":\"join\",\"stream\":\"\\u0073\"}",
        "{\"type\":\"join\",\"stream\":\"ä\"}",
        "{\"type\":\"join\",\"stream\":\"",
        "{\"type\":\"join\",\"stream\":\"}",
        "{\"type\":\"leave\",\"stream\":7}",
        "{\"type\":\"connect\"}"
      })
  void everythingElseIsLeftToTheReaderOfJson(String text) {
    assertThat(read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatItReadsTheReaderOfJsonReadsTheSame(long seed) {
    var random = new Random(seed);
    String[] usual = {
      "{\"type\":\"heartbeat\"}",
      "{\"type\":\"join\",\"stream\":\"s1\"}",
      "{\"type\":\"leave\",\"stream\":\"some-stream_2\"}"
    };
    int known = 0;
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder(usual[random.nextInt(usual.length)]);
      for (int change = random.nextInt(3); change > 0; change--) {
        int at = random.nextInt(text.length());
        char other = (char) random.nextInt(128);
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, other);
          case 1 -> text.insert(at, other);
          default -> text.deleteCharAt(at);
        }
      }
      ClientFrame read = read(text.toString());
      if (read != null) {
        known++;
        assertThat(FrameReader.read(text.toString())).as("seed %d: %s", seed, text).isEqualTo(read);
      }
    }
    assertThat(known).isGreaterThan(5000);
  }

  private static @Nullable ClientFrame read(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    var padded = Unpooled.buffer().writeByte('x').writeBytes(utf8);
    return UsualSpelling.read(padded.skipBytes(1));
  }
}
