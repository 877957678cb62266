package headcount.app.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import headcount.app.Refusal;
import headcount.embedded.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The latest outcome of each row, kept as a file of JSON so that the table can be made later. */
final class Results {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  Results(Path folder) {
    this.folder = folder;
  }

  void keep(Outcome outcome) {
    try {
      Folders.make(folder);
      Files.writeString(file(outcome.row()), JSON.writeValueAsString(outcome) + "\n");
    } catch (IOException e) {
      throw new Refusal(file(outcome.row()) + " cannot be written: " + e, e);
    }
  }

  /** Those of these rows that were played, in their order. */
  List<Outcome> kept(List<String> rows) {
    var kept = new ArrayList<Outcome>();
    for (var row : rows) {
      if (Files.exists(file(row))) {
        kept.add(read(file(row)));
      }
    }
    return kept;
  }

  private Path file(String row) {
    return folder.resolve(row + ".json");
  }

  private static Outcome read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Outcome.class);
    } catch (JsonProcessingException e) {
      throw new Refusal(file + " holds no outcome of a row: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + e, e);
    }
  }
}
