package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  private void open(boolean fresh) {
    DataFolder.open(folder, fresh).close();
  }

  @Test
  void oneDevAtATimeHoldsIt() {
    try (var _ = DataFolder.open(folder, false)) {
      assertThatThrownBy(() -> open(false))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid())
          .hasMessageContaining("--data");
    }
    open(false);
  }

  @Test
  void freshKeepsUnpackedProgramsAndNothingElse() throws Exception {
    open(false);
    Files.createDirectories(folder.resolve("mysql/headcount"));
    Files.writeString(folder.resolve("mysql/headcount/t.ibd"), "rows");
    Files.createDirectories(folder.resolve("parts/mysql"));
    open(false);
    assertThat(folder.resolve("mysql/headcount/t.ibd")).exists();
    open(true);
    assertThat(folder.resolve("mysql")).doesNotExist();
    assertThat(folder.resolve("parts/mysql")).exists();
    open(false);
  }

  @Test
  void dataOfANewerVersionAreRefusedAndKept() throws Exception {
    open(false);
    Files.writeString(folder.resolve("format"), "2\n");
    Files.writeString(folder.resolve("rows"), "kept");
    assertThatThrownBy(() -> open(false))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("format 2")
        .hasMessageContaining("--fresh");
    assertThat(folder.resolve("rows")).hasContent("kept");
    open(true);
    assertThat(folder.resolve("format")).hasContent("1");
    assertThat(folder.resolve("rows")).doesNotExist();
  }

  @Test
  void foldersOfOthersAreNeverTakenNorEmptied() throws Exception {
    Files.writeString(folder.resolve("thesis.tex"), "years of work");
    assertThatThrownBy(() -> open(true))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not Headcount's");
    assertThat(folder.resolve("thesis.tex")).exists();
  }

  @Test
  void keysAreMadeOnceAndReadByTheirOwnerOnly() throws Exception {
    var first = DevKeys.of(folder, Map.of());
    assertThat(DevKeys.of(folder, Map.of())).isEqualTo(first);
    assertThat(first.token()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(first.device());
    assertThat(first.toString()).doesNotContain(first.token());
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void keyOfTheEnvironmentWinsForItsRunOnly() {
    var own = DevKeys.of(folder, Map.of()).token();
    var given = Map.of(DevKeys.ENVIRONMENT, "a key of the environment, 32 bytes and more");
    assertThat(DevKeys.of(folder, given).token()).startsWith("a key of the environment");
    assertThat(DevKeys.tokenKey(folder, Map.of())).startsWith("a key of the environment");
    assertThat(DevKeys.of(folder, Map.of()).token()).isEqualTo(own);
    assertThat(DevKeys.tokenKey(folder, Map.of())).isEqualTo(own);
  }
}
