package headcount.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Orders one way and reports the other between two processes. Each way is thread-safe. */
final class Pipe implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  private final BufferedReader in;
  private final OutputStream out;

  Pipe(InputStream in, OutputStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 65_536);
    this.out = out;
  }

  /** Says something; blocks while the other side does not read. */
  void say(Object message) throws IOException {
    var line = JSON.writeValueAsString(message) + "\n";
    synchronized (out) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  /**
   * Waits for the next message; nothing where the other side has ended.
   *
   * @throws LoadProblem if it is none
   */
  <T> @Nullable T hear(Class<T> kind) throws IOException {
    synchronized (in) {
      var line = in.readLine();
      try {
        return line == null ? null : JSON.readValue(line, kind);
      } catch (JsonProcessingException garbled) {
        throw new LoadProblem("between two processes of the run: " + garbled.getOriginalMessage());
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
