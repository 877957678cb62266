package headcount.app.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import headcount.app.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs as a file of JSON, one of each bench, sorted by its name. */
final class BenchRuns {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BenchRuns() {}

  /** The runs in that file; none if it is not there. */
  static List<BenchRun> read(Path file) {
    try {
      return Files.exists(file)
          ? JSON.readValue(Files.readString(file), new TypeReference<List<BenchRun>>() {})
          : List.of();
    } catch (JsonProcessingException e) {
      throw new Refusal(file + " holds no runs of benches: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + e, e);
    }
  }

  /** Puts the run into that file, in the place of the former one of its bench. */
  static void keep(Path file, BenchRun run) {
    var runs = new ArrayList<>(read(file));
    runs.removeIf(other -> other.bench().equals(run.bench()));
    runs.add(run);
    runs.sort(Comparator.comparing(BenchRun::bench));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, JSON.writeValueAsString(runs) + "\n");
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + e, e);
    }
  }
}
