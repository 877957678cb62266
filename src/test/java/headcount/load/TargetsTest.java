package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private final AimSettings.Tokens tokens =
      new AimSettings.Tokens("unused", Path.of("unused"), Duration.ofHours(1));

  @Test
  void nodesThatAnswerFromTheFirstPortOnAreFoundWithTheirSockets() {
    try (var server = new TinyServer(1, TinyRooms.Flaw.NONE);
        var asking = new Asking()) {
      var port = server.nodes().getFirst().getPort();
      var found = new Targets(asking, aim(List.of(), port, 0)).find();
      assertThat(found.getFirst().http().getPort()).isEqualTo(port);
      assertThat(found.getFirst().webSocket()).isEqualTo(server.webSockets().getFirst());
      assertThat(found.getFirst().management()).isNull();
    }
  }

  @Test
  void managementLiesBesideTheHttpPort() {
    try (var server = new TinyServer(2, TinyRooms.Flaw.NONE);
        var asking = new Asking()) {
      var found = new Targets(asking, aim(server.nodes(), 8080, 478)).find();
      assertThat(found).hasSize(2);
      var first = found.getFirst();
      assertThat(first.management())
          .isEqualTo(URI.create("http://127.0.0.1:" + (first.http().getPort() + 478)));
    }
  }

  @Test
  void nobodyThereIsAProblemThatSaysWhatToDo() {
    try (var asking = new Asking()) {
      assertThatThrownBy(() -> new Targets(asking, aim(List.of(), 1, 0)).find())
          .isInstanceOf(LoadProblem.class)
          .hasMessageContaining("./headcount dev");
    }
  }

  private AimSettings aim(List<URI> targets, int firstPort, int managementGap) {
    return new AimSettings(
        targets,
        firstPort,
        managementGap,
        AimSettings.Sockets.PLAIN,
        tokens,
        new AimSettings.Rhythms(0, Duration.ZERO, Duration.ofSeconds(1)));
  }
}
