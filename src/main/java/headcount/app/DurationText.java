package headcount.app;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time as settings files write it: 30s, 15m, 12h, 7d; longer than nothing. */
final class DurationText implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    var value = ConfigValueFactory.fromAnyRef(text);
    try {
      var time = ConfigFactory.empty().withValue("t", value).getDuration("t");
      if (time.compareTo(Duration.ofSeconds(1)) >= 0) {
        return time;
      }
    } catch (ConfigException wrong) {
      // said below
    }
    throw new TypeConversionException("'" + text + "' is no time of 1s or more, such as 15m");
  }
}
