package headcount.app.faults;

import headcount.app.DevKeys;
import headcount.app.Refusal;
import headcount.load.LoadRun;
import headcount.load.LoadSettings;
import headcount.load.Played;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The scenario of the evening, played against a rig from this process. */
final class EveningLoad {
  /** Sockets of the whole scenario. */
  static final int SOCKETS = 10_000;

  private static final Path SCENARIO = Path.of("load-scenarios", "evening.conf");
  private static final Duration IN = Duration.ofMinutes(5);

  private final Rig rig;
  private final Ground ground;
  private final CompletableFuture<Played> played;

  private EveningLoad(Rig rig, Ground ground, Map<String, String> settings) {
    this.rig = rig;
    this.ground = ground;
    this.played = CompletableFuture.supplyAsync(() -> play(settings), Thread::startVirtualThread);
  }

  /** What a row that plays it needs. */
  static Need need() {
    return new Need(
        Files.exists(SCENARIO), SCENARIO + " is not here: start this in the project's folder");
  }

  /** Begins to play it, with these of its settings. */
  static EveningLoad begin(Rig rig, Ground ground, Map<String, String> settings) {
    return new EveningLoad(rig, ground, settings);
  }

  /** How it went, once it is over; fails where it could not be played. */
  CompletableFuture<Played> played() {
    return played;
  }

  private Played play(Map<String, String> settings) {
    var log = rig.folder().resolve("load.log");
    ground.say().accept("playing " + SCENARIO + ", its words in " + log);
    var overrides =
        new LoadSettings.Overrides(
            rig.nodes().stream().map(RigNode::http).toList(),
            OptionalInt.empty(),
            rig.folder().resolve(DevKeys.IN_FORCE),
            OptionalLong.of(7),
            OptionalDouble.of(ground.scale()),
            rig.folder().resolve("reports"));
    var scenario = LoadSettings.read(SCENARIO, settings);
    try (var out = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
      return LoadRun.play(LoadSettings.from(scenario, overrides, Map.of()), out);
    } catch (IOException unwritable) {
      throw new Refusal(
          "what the load generator says cannot be written: " + unwritable, unwritable);
    }
  }

  /** Returns when nearly everybody is in: some come and go all the time. */
  void awaitCrowd() throws InterruptedException {
    var wanted = ground.sockets(SOCKETS) * 95L / 100;
    var deadline = System.nanoTime() + IN.toNanos();
    while (sockets() < wanted) {
      if (played.isDone() || System.nanoTime() - deadline > 0) {
        throw new Refusal(sockets() + " of " + wanted + " sockets came");
      }
      Scene.rest(Duration.ofSeconds(1));
    }
    Scene.rest(Duration.ofSeconds(10));
  }

  private long sockets() {
    return rig.nodes().stream()
        .filter(node -> rig.isAlive(node.index()))
        .mapToLong(
            node ->
                rig.asks()
                    .get(node.management().resolve("/ops/node"))
                    .json()
                    .path("connections")
                    .asLong())
        .sum();
  }
}
