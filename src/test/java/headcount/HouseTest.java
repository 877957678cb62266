package headcount;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rooms of the house and the doors between them: what a package may import, and who may use it.
 */
class HouseTest {
  /** Room to the rooms that it may import. */
  private static final Map<String, Set<String>> DOORS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("access", Set.of("presence", "telemetry")),
              Map.entry("presence", Set.of()),
              Map.entry("checkpoint", Set.of("presence")),
              Map.entry("audience", Set.of("presence")),
              Map.entry("telemetry", Set.of("presence")),
              Map.entry("stream", Set.of("presence", "checkpoint", "telemetry")),
              Map.entry("socket", Set.of("presence", "access", "stream", "gate", "telemetry")),
              Map.entry("gate", Set.of("presence", "access", "stream", "checkpoint", "telemetry")),
              Map.entry(
                  "http", Set.of("presence", "access", "stream", "gate", "audience", "telemetry")),
              Map.entry("store", Set.of("presence", "checkpoint", "audience", "gate", "telemetry")),
              Map.entry("embedded", Set.of("telemetry")),
              Map.entry("load", Set.of("presence", "access", "stream", "gate", "telemetry"))));

  private static final Set<String> PURE_MAY_USE =
      Set.of("java.", "headcount.presence", "org.jspecify.", "org.agrona.collections.");

  private static final List<String> NAMES_THAT_SAY_NOTHING =
      List.of(
          "util", "common", "core", "model", "impl", "dto", "service", "manager", "helper", "base");

  private static JavaClasses house = new ClassFileImporter().importPackages();

  @BeforeAll
  static void open() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("headcount");
    assertThat(house).as("classes of the house").hasSizeGreaterThan(50);
  }

  private static String room(JavaClass type) {
    var parts = type.getPackageName().split("\\.", -1);
    return parts.length > 1 && parts[0].equals("headcount") ? parts[1] : "";
  }

  @Test
  void everyRoomIsOnTheTable() {
    var unknown = new TreeSet<String>();
    for (JavaClass type : house) {
      if (!DOORS.containsKey(room(type)) && !room(type).equals("app")) {
        unknown.add(type.getPackageName());
      }
    }
    assertThat(unknown).as("packages that the table does not name").isEmpty();
  }

  @Test
  void importsGoThroughDoorsOnly() {
    var through = new TreeSet<String>();
    for (JavaClass type : house) {
      var allowed = DOORS.get(room(type));
      if (allowed == null) {
        continue;
      }
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith("headcount"))
          .filter(target -> !room(target).equals(room(type)) && !allowed.contains(room(target)))
          .forEach(target -> through.add(type.getName() + " -> " + target.getName()));
    }
    assertThat(through).as("imports through walls").isEmpty();
  }

  @Test
  void presenceIsPure() {
    var foreign = new TreeSet<String>();
    for (JavaClass type : house) {
      if (room(type).equals("presence")) {
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> !target.isPrimitive())
            .filter(target -> PURE_MAY_USE.stream().noneMatch(target.getName()::startsWith))
            .forEach(target -> foreign.add(type.getName() + " -> " + target.getName()));
      }
    }
    assertThat(foreign).as("what the pure core must not know").isEmpty();
  }

  @Test
  void presenceReadsNoClock() {
    var reads = new TreeSet<String>();
    for (JavaClass type : house) {
      if (room(type).equals("presence")) {
        type.getMethodCallsFromSelf().stream()
            .filter(
                call ->
                    Set.of("nanoTime", "currentTimeMillis", "now").contains(call.getName())
                        && call.getTargetOwner().getName().startsWith("java."))
            .forEach(call -> reads.add(call.getDescription()));
      }
    }
    assertThat(reads).as("clock reads in the pure core").isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() throws Exception {
    var bare = new TreeSet<String>();
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/headcount"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          boolean classes = files.anyMatch(file -> file.toString().endsWith(".java"));
          var info = folder.resolve("package-info.java");
          if (classes && !(Files.exists(info) && Files.readString(info).contains("@NullMarked"))) {
            bare.add(folder.toString());
          }
        }
      }
    }
    assertThat(bare).as("packages without @NullMarked").isEmpty();
  }

  @Test
  void namesSaySomething() {
    var empty = new TreeSet<String>();
    for (JavaClass type : house) {
      Arrays.stream(type.getPackageName().split("\\.", -1))
          .filter(NAMES_THAT_SAY_NOTHING::contains)
          .forEach(part -> empty.add(type.getPackageName()));
    }
    assertThat(empty).as("packages whose name says nothing").isEmpty();
  }

  @Test
  void filesAreShort() throws Exception {
    var lengths = new TreeMap<String, Long>();
    for (var root : List.of("src/main/java", "src/jmh/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          try (Stream<String> lines = Files.lines(file)) {
            long count = lines.count();
            if (count > 250) {
              lengths.put(file.toString(), count);
            }
          }
        }
      }
    }
    assertThat(lengths).as("files of more than 250 lines").isEmpty();
  }
}
