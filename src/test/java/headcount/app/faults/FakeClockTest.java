package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeClockTest {
  @Test
  void theFileSaysByHowManySecondsTheClockIsWrong(@TempDir Path folder) throws IOException {
    var clock = FakeClock.of(new Ground(folder.resolve("run"), 0, 1, _ -> {}), 2);
    var file = folder.resolve("clock-2");
    assertThat(Files.readString(file)).isEqualTo("+0\n");
    clock.set(Duration.ofHours(1));
    assertThat(Files.readString(file)).isEqualTo("+3600\n");
    clock.set(Duration.ofHours(-1));
    assertThat(Files.readString(file)).isEqualTo("-3600\n");
    assertThat(clock.start().environment())
        .containsEntry("FAKETIME_TIMESTAMP_FILE", file.toAbsolutePath().toString());
  }
}
