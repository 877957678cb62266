package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole generator on real sockets: a true server is found true, and each flaw is found out. */
class LoadRunTest {
  private static final Map<String, String> KEY =
      Map.of("HEADCOUNT_TOKEN_KEY", "a key for nothing but these tests");
  private static final String SCENARIO =
      """
      name = tiny
      crowd { streams { number = 6, prefix = tiny }, probes { pairs = 2, every = 500ms } }
      phases = [
        { name = arriving, lasts = 700ms, open = 150, zap = 20 }
        { name = moving, lasts = 1500ms, zap = 150, reconnect = 20, takeover = 10, close = 12,
          deaf = 6, mute = 6 }
        { name = quiet, lasts = 6s }
      ]
      management-gap = 0
      judging.notice = 3800ms
      """;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir private Path reports = Path.of("replaced");

  @Test
  void trueServerEndsWithoutADifference() throws IOException {
    assertThat(run(2, TinyRooms.Flaw.NONE)).as(this::printed).isEqualTo(LoadRun.CLEAN);
    assertThat(printed())
        .contains(": 0 differences; 0 faults")
        .contains("join to another screen", "silent death to 4408");
    assertThat(report()).contains("<svg", "join to joined", "tiny-06").doesNotContain("NaN");
  }

  @Test
  void tabsCountedAsPeopleAreFoundOut() throws IOException {
    assertThat(run(1, TinyRooms.Flaw.TABS_AS_PEOPLE))
        .as(this::printed)
        .isEqualTo(LoadRun.DIFFERENT);
    assertThat(printed()).contains("tiny-01", "truth").contains("; 0 faults");
    assertThat(report()).contains("Differences");
  }

  @Test
  void theDeadWhoGoOnBeingCountedAreFoundOut() {
    assertThat(run(1, TinyRooms.Flaw.NEVER_NOTICES_THE_DEAD))
        .as(this::printed)
        .isEqualTo(LoadRun.DIFFERENT);
    assertThat(printed()).contains("a silent tab was never closed with 4408");
  }

  @Test
  void socketClosedUnaskedIsAFault() {
    assertThat(run(1, TinyRooms.Flaw.CLOSES_SOMEBODY))
        .as(this::printed)
        .isEqualTo(LoadRun.DIFFERENT);
    assertThat(printed()).contains("closed with 1011");
  }

  @Test
  void countThatIsNotPushedIsFoundOutOnTheScreens() {
    assertThat(run(1, TinyRooms.Flaw.FORGETS_TO_PUSH))
        .as(this::printed)
        .isEqualTo(LoadRun.DIFFERENT);
    assertThat(printed()).containsPattern("tiny-0\\d +tab \\d+ on 127");
  }

  @Test
  void countThatIsLowOnTheWayIsFoundOutThoughTheEndIsTrue() throws IOException {
    var judged = SCENARIO + "judging { dip-percent = 25, least-viewers = 50 }";
    try (var server = new TinyServer(1, TinyRooms.Flaw.HALVES_LISTS)) {
      var played = LoadRun.play(settings(judged, server.nodes()), out());
      assertThat(played.clean()).as(this::printed).isFalse();
      assertThat(played.nodes().lowest()).isLessThan(75);
      assertThat(played.words())
          .anyMatch(words -> words.startsWith("nodes: lowest"))
          .anyMatch(words -> words.contains(": 0 differences"));
    }
    assertThat(printed())
        .contains(": 0 differences; 0 faults")
        .contains("counts left what is allowed on the way: 25")
        .containsPattern("nodes: lowest \\d+\\.\\d\\d %: ");
    assertThat(report()).contains("Lowest and highest count", "Nodes: lowest");
  }

  @Test
  void withoutANodeThereIsNoRun() {
    var nobody = List.of(URI.create("http://127.0.0.1:1"));
    assertThat(LoadRun.run(settings(nobody), out())).isEqualTo(LoadRun.NOT_RUN);
    assertThat(printed()).contains("127.0.0.1:1");
  }

  private int run(int nodes, TinyRooms.Flaw flaw) {
    try (var server = new TinyServer(nodes, flaw)) {
      return LoadRun.run(settings(server.nodes()), out());
    }
  }

  private LoadSettings settings(List<URI> targets) {
    return settings(SCENARIO, targets);
  }

  private LoadSettings settings(String text, List<URI> targets) {
    var scenario =
        ConfigFactory.parseString(text)
            .withFallback(ConfigFactory.load().getConfig("headcount.load"))
            .resolve();
    var overrides =
        new LoadSettings.Overrides(
            targets,
            OptionalInt.empty(),
            null,
            OptionalLong.empty(),
            OptionalDouble.empty(),
            reports);
    return LoadSettings.from(scenario, overrides, KEY);
  }

  private PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String report() throws IOException {
    try (var files = Files.walk(reports)) {
      return Files.readString(
          files.filter(file -> file.endsWith("index.html")).findFirst().orElseThrow());
    }
  }
}
