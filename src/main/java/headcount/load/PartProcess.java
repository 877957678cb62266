package headcount.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of a run: this command once more, told to play a share. */
final class PartProcess implements Hand {
  private final Process process;
  private final Pipe pipe;

  private PartProcess(Process process) {
    this.process = process;
    this.pipe = new Pipe(process.getInputStream(), process.getOutputStream());
  }

  /** Starts it; what it prints as errors goes where ours do. */
  static PartProcess start(List<String> command) throws IOException {
    return new PartProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  @Override
  public Pipe pipe() {
    return pipe;
  }

  /** Ends its orders, so that it goes; after 10 s it is ended. */
  @Override
  public void close() {
    try {
      pipe.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
