package headcount.app.faults;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a row is played on.
 *
 * @param folder for everything that it writes; emptied by the row's rig
 * @param offset added to every port
 * @param scale factor on the crowd
 * @param say tells whoever waits what happens
 */
record Ground(Path folder, int offset, double scale, Consumer<String> say) {
  /** So many sockets at this scale, at least 30. */
  int sockets(int whole) {
    return Math.max(30, (int) Math.round(whole * scale));
  }
}
