package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is shared by three, who speak with the first through pipes as processes do; here they
 * are threads.
 */
class ManyPlayersTest {
  private static final Map<String, String> KEY =
      Map.of("HEADCOUNT_TOKEN_KEY", "a key for nothing but these tests");
  private static final String SCENARIO =
      """
      name = shared
      processes = 3
      crowd { streams { number = 6, prefix = shared }, probes { pairs = 2, every = 500ms } }
      phases = [
        { name = arriving, lasts = 700ms, open = 150, zap = 20 }
        { name = moving, lasts = 1500ms, zap = 150, reconnect = 20, takeover = 10, close = 12,
          vanish = 6, deaf = 6, mute = 6 }
        { name = quiet, lasts = 6s }
      ]
      management-gap = 0
      judging.notice = 3800ms
      """;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir private Path reports = Path.of("replaced");

  @Test
  void truthAndFiguresOfAllComeTogether() {
    assertThat(run(TinyRooms.Flaw.NONE)).as(this::printed).isEqualTo(LoadRun.CLEAN);
    assertThat(printed())
        .contains("in 3 processes")
        .contains(": 0 differences; 0 faults")
        .containsPattern("open to connected +\\d{3}")
        .contains("join to another screen", "silent death to 4408");
  }

  @Test
  void oneCountForAllIsHeldAgainstTheTruthOfAll() {
    assertThat(run(TinyRooms.Flaw.TABS_AS_PEOPLE)).as(this::printed).isEqualTo(LoadRun.DIFFERENT);
    assertThat(printed()).contains("shared-01", "truth").contains("; 0 faults");
  }

  @Test
  void faultOnASocketOfAnyIsAFaultOfTheRun() {
    assertThat(run(TinyRooms.Flaw.CLOSES_SOMEBODY)).as(this::printed).isEqualTo(LoadRun.DIFFERENT);
    assertThat(printed()).contains("closed with 1011");
  }

  @Test
  void oneThatEndsEndsTheRunWithASentence() {
    try (var server = new TinyServer(1, TinyRooms.Flaw.NONE)) {
      Hand.Hiring leaving =
          () -> {
            var orders = new PipedOutputStream();
            var reports = new PipedOutputStream();
            var pipe = new Pipe(new PipedInputStream(reports), orders);
            var theirs = new PipedInputStream(orders, 65_536);
            reports.close();
            return new Threaded(pipe, theirs);
          };
      assertThat(LoadRun.run(settings(server), out(), leaving)).isEqualTo(LoadRun.NOT_RUN);
    }
    assertThat(printed()).contains("of the run is lost");
  }

  private int run(TinyRooms.Flaw flaw) {
    try (var server = new TinyServer(2, flaw)) {
      var settings = settings(server);
      return LoadRun.run(settings, out(), () -> hired(settings));
    }
  }

  /** Another player, in a thread of its own, with nothing but pipes in between. */
  private static Hand hired(LoadSettings settings) throws IOException {
    var orders = new PipedOutputStream();
    var reports = new PipedOutputStream();
    var theirs = new PipedInputStream(orders, 1 << 20);
    var ours = new PipedInputStream(reports, 1 << 20);
    Thread.ofPlatform().daemon().start(() -> LoadRun.part(settings, theirs, reports));
    return new Threaded(new Pipe(ours, orders), theirs);
  }

  private record Threaded(Pipe pipe, PipedInputStream theirs) implements Hand {
    @Override
    public void close() {
      try {
        pipe.close();
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
    }
  }

  private LoadSettings settings(TinyServer server) {
    var scenario =
        ConfigFactory.parseString(SCENARIO)
            .withFallback(ConfigFactory.load().getConfig("headcount.load"))
            .resolve();
    var overrides =
        new LoadSettings.Overrides(
            List.copyOf(server.nodes()),
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
}
