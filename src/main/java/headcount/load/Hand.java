package headcount.load;

import java.io.IOException;

/** One of several that play a run; closing it lets it go. */
interface Hand extends AutoCloseable {
  /** Starts the next one. */
  interface Hiring {
    Hand hire() throws IOException;
  }

  /** Orders go in and reports come out. */
  Pipe pipe();

  @Override
  void close();
}
