package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeMetersTest {
  @Test
  void everyMeterBearsTheProductsNameTheJvmsIncluded() {
    var meters = new NodeMeters();
    meters.meters().gauge("things", "of a test", () -> 3);
    var names =
        meters
            .scrape()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .toList();
    assertThat(names)
        .contains("headcount_things", "headcount_jvm_memory_used_bytes")
        .allMatch(name -> name.startsWith("headcount_"));
  }
}
