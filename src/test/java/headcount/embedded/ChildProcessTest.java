package headcount.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir Path folder;

  /** A JVM of its own that starts a child and waits until it is killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      var child = ChildProcess.start(sleeper(Path.of(args[0])));
      System.out.println(child.pid());
      System.in.read();
    }
  }

  private static ChildProcess.Plan sleeper(Path folder) {
    var command = List.of("sleep", "1000");
    return new ChildProcess.Plan(
        "sleeper", command, Map.of(), folder, folder.resolve("sleeper"), GRACE);
  }

  private static boolean lives(long pid) {
    return ChildRecord.of(pid).isPresent();
  }

  @Test
  void childEndsWhenItsJvmIsKilled() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var path = System.getProperty("java.class.path");
    var parent =
        new ProcessBuilder(java, "-Xmx64m", "-cp", path, Parent.class.getName(), folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines =
        new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
    var pid = Long.parseLong(lines.readLine());
    assertThat(lives(pid)).isTrue();
    parent.destroyForcibly().waitFor();
    await().atMost(Duration.ofSeconds(10)).until(() -> !lives(pid));
  }

  @Test
  void nextStartEndsTheOrphanOfTheFormer() throws Exception {
    var orphan = new ProcessBuilder("sleep", "1000").start();
    var plan = sleeper(folder);
    ChildRecord.of(orphan.pid()).orElseThrow().write(plan.record());
    var child = ChildProcess.start(plan);
    assertThat(orphan.waitFor()).isNotZero();
    assertThat(child.isAlive()).isTrue();
    assertThat(ChildRecord.of(child.pid())).isPresent();
    child.stop();
    assertThat(lives(child.pid())).isFalse();
    assertThat(plan.record()).doesNotExist();
  }

  @Test
  void processOfAnotherStartTimeIsLeftAlone() throws Exception {
    var stranger = new ProcessBuilder("sleep", "1000").start();
    var plan = sleeper(folder);
    var truth = ChildRecord.of(stranger.pid()).orElseThrow();
    new ChildRecord(truth.pid(), truth.startTicks() - 1, truth.boot()).write(plan.record());
    assertThat(ChildRecord.endOrphan(plan.record(), GRACE)).isEmpty();
    new ChildRecord(truth.pid(), truth.startTicks(), "another boot").write(plan.record());
    assertThat(ChildRecord.endOrphan(plan.record(), GRACE)).isEmpty();
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }

  @Test
  void childThatDoesNotEndIsKilled() {
    var stubborn = List.of("/bin/sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.1; done");
    var plan =
        new ChildProcess.Plan(
            "stubborn", stubborn, Map.of(), folder, folder.resolve("s"), Duration.ofMillis(300));
    var child = ChildProcess.start(plan);
    await().until(() -> Files.size(child.log()) > 0);
    child.stop();
    assertThat(child.isAlive()).isFalse();
    assertThat(child.exitValue()).isEqualTo(137);
  }

  @Test
  void failureTellsTheEndOfTheLog() {
    var command = List.of("/bin/sh", "-c", "echo out of luck; exit 3");
    var plan =
        new ChildProcess.Plan("Oracle", command, Map.of(), folder, folder.resolve("o"), GRACE);
    var child = ChildProcess.start(plan);
    await().until(() -> !child.isAlive());
    assertThat(child.failed("ended while starting"))
        .hasMessageContaining("Oracle ended while starting")
        .hasMessageContaining("out of luck");
  }

  @Test
  void fullDiskIsNamedAsOne() {
    var command = List.of("/bin/sh", "-c", "echo 'write: No space left on device'; exit 1");
    var plan =
        new ChildProcess.Plan("MySQL", command, Map.of(), folder, folder.resolve("m"), GRACE);
    var child = ChildProcess.start(plan);
    await().until(() -> !child.isAlive());
    assertThat(child.failed("ended while starting"))
        .hasMessageContaining("is full")
        .hasMessageContaining("--data");
  }
}
