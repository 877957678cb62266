package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.StringCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeasuredUtf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "s1", "Zoë näht", "字幕", "a 🎬 b", "half a pair \ud83c here"})
  void textIsAsLongAsWasSaid(String text) {
    ByteBuf written = Unpooled.buffer();
    MeasuredUtf8.CODEC.encodeValue(text, written);
    assertThat(MeasuredUtf8.CODEC.estimateSize(text)).isEqualTo(written.readableBytes());
    ByteBuf usual = Unpooled.buffer();
    StringCodec.UTF8.encodeValue(text, usual);
    assertThat(written.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo(usual.toString(StandardCharsets.ISO_8859_1));
  }

  @Test
  void nothingIsAsLongAsNothing() {
    assertThat(MeasuredUtf8.CODEC.estimateSize(null)).isZero();
  }
}
