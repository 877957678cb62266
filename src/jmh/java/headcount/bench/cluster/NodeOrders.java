package headcount.bench.cluster;

import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.stream.Counting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Does what the bench's process orders, a line each, and answers each with a line that begins with
 * {@value #ANSWER}. Ends when there are no more orders.
 */
public final class NodeOrders {
  static final String ANSWER = "@ ";
  private static final long LOOK_NANOS = 5_000_000;

  private final Counting counting;
  private final VirtualCrowd crowd;

  public NodeOrders(Counting counting, VirtualCrowd crowd) {
    this.counting = counting;
    this.crowd = crowd;
  }

  /** Reads and obeys, until the input ends or an order says {@code end}. */
  public void obey(InputStream orders, PrintStream answers) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("end")) {
        return;
      }
      String answer;
      try {
        answer = answer(line.split(" ", -1));
      } catch (RuntimeException failed) {
        answer = "failed " + failed;
      }
      answers.println(ANSWER + answer);
      answers.flush();
    }
  }

  private String answer(String[] words) {
    return switch (words[0]) {
      case "members" -> Integer.toString(counting.members().view().addresses().size());
      case "fill" -> seconds(crowd.fill(number(words[1]), number(words[2]), decimal(words[3])));
      case "churn" ->
          seconds(
              crowd.churn(
                  number(words[1]), number(words[2]), decimal(words[3]), decimal(words[4])));
      case "empty" -> {
        crowd.empty(number(words[1]), number(words[2]));
        yield "done";
      }
      case "await" ->
          await(number(words[1]), number(words[2]), decimal(words[3]), Long.parseLong(words[4]));
      case "epoch" -> {
        var served = served(number(words[1]));
        yield Long.toString(served == null ? 0 : served.epoch());
      }
      case "recount" -> recount(number(words[1]));
      case "host" -> host(number(words[1]));
      case "sent" -> sent();
      case "heap" -> heap();
      default -> "unknown order";
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static double decimal(String word) {
    return Double.parseDouble(word);
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /**
   * Until this node serves exactly so many as of a later epoch, and calls it exact: seconds,
   * negative if it did not come to that, the lowest and the highest number served meanwhile, and
   * seconds until anything of a later epoch was served.
   */
  private String await(int stream, int people, double patience, long after) {
    var begin = System.nanoTime();
    var first = -1.0;
    var lowest = Integer.MAX_VALUE;
    var highest = 0;
    while (System.nanoTime() - begin < patience * 1e9) {
      Headcount served = served(stream);
      if (served != null) {
        lowest = Math.min(lowest, served.viewers());
        highest = Math.max(highest, served.viewers());
        var since = (System.nanoTime() - begin) / 1e9;
        first = first < 0 && served.epoch() > after ? since : first;
        boolean exact = served.quality() == Quality.EXACT && served.epoch() > after;
        if (exact && served.viewers() == people) {
          return seconds(since) + " " + lowest + " " + highest + " " + seconds(first);
        }
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return "-1 " + lowest + " " + highest + " " + seconds(first);
  }

  /** Every node is asked anew for all that it holds: seconds until that is counted. */
  private String recount(int stream) {
    var begin = System.nanoTime();
    counting.streams().recount(VirtualCrowd.stream(stream)).toCompletableFuture().join();
    return seconds((System.nanoTime() - begin) / 1e9);
  }

  private @Nullable Headcount served(int stream) {
    try {
      return crowd.count(stream).toCompletableFuture().get(2, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException none) {
      return null;
    } catch (InterruptedException stop) {
      throw new CompletionException(stop);
    }
  }

  private String host(int stream) {
    var report =
        counting.streams().describe(VirtualCrowd.stream(stream)).toCompletableFuture().join();
    return report.pid() + " " + report.moves();
  }

  private String sent() {
    var text = new StringBuilder("bytes=" + CountingSerializer.bytes());
    CountingSerializer.messages()
        .forEach((kind, count) -> text.append(' ').append(kind + "=" + count));
    return text + " shown=" + crowd.shown();
  }

  /** Live heap after a collection, bytes. */
  private static String heap() {
    System.gc();
    return Long.toString(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }
}
