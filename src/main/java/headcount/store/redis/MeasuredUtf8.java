package headcount.store.redis;

import io.lettuce.core.codec.StringCodec;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8 of a length that is known beforehand: an argument is written straight into its command, for
 * which lettuce's own codec takes a buffer of its own each time. Stateless.
 */
final class MeasuredUtf8 extends StringCodec {
  static final MeasuredUtf8 CODEC = new MeasuredUtf8();

  private MeasuredUtf8() {
    super(StandardCharsets.UTF_8);
  }

  @Override
  public int estimateSize(@Nullable Object text) {
    return text instanceof String string ? ByteBufUtil.utf8Bytes(string) : 0;
  }

  @Override
  public boolean isEstimateExact() {
    return true;
  }
}
