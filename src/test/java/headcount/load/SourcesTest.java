package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static final Target HERE = target("127.0.0.1");

  @Test
  void addressesAndRangesAreTakenInTheirOrder() {
    assertThat(texts(Sources.named(List.of("10.0.0.7", "127.0.0.254-127.0.1.1"))))
        .containsExactly("10.0.0.7", "127.0.0.254", "127.0.0.255", "127.0.1.0", "127.0.1.1");
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> Sources.named(List.of("127.0.0.9-127.0.0.2")))
        .isInstanceOf(LoadProblem.class)
        .hasMessageContaining("127.0.0.9-127.0.0.2");
  }

  @Test
  void oneAddressIsAddedForEveryTwentyThousandSocketsToATarget() {
    assertThat(Sources.enough(List.of(), List.of(HERE), 20_000)).isEmpty();
    assertThat(texts(Sources.enough(List.of(), List.of(HERE), 20_001)))
        .containsExactly("127.0.0.1", "127.0.0.2");
    assertThat(texts(Sources.enough(List.of(), List.of(HERE, HERE, HERE), 60_001)))
        .containsExactly("127.0.0.1", "127.0.0.2");
    assertThat(Sources.enough(List.of(), List.of(HERE, HERE, HERE), 60_000)).isEmpty();
  }

  @Test
  void whatWasNamedStaysAndElsewhereTheKernelChooses() {
    var named = Sources.named(List.of("127.0.0.5"));
    assertThat(Sources.enough(named, List.of(HERE), 90_000)).isEqualTo(named);
    assertThat(Sources.enough(List.of(), List.of(HERE, target("10.1.2.3")), 90_000)).isEmpty();
  }

  private static List<String> texts(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).toList();
  }

  private static Target target(String host) {
    var http = URI.create("http://" + host + ":8080");
    return new Target(http, URI.create("ws://" + host + ":9080/v1/ws"), null, 25_000);
  }
}
