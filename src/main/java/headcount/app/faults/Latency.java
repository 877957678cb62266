package headcount.app.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import headcount.app.Refusal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * How long a count takes from the tab that changes it to other tabs on the same stream and node:
 * one tab joins and leaves in turn, slower than counts are paced, and the others note the first
 * count that is not older than the change. For one thread.
 */
final class Latency implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String stream;
  private final InstantSource wall;
  private final RawTab changing;
  private final List<RawTab> tabs = new ArrayList<>();
  private final List<LinkedBlockingQueue<RawTab.Heard>> ears = new ArrayList<>();
  private boolean in = true;

  Latency(URI node, String stream, int readers, InstantSource wall) {
    this.stream = stream;
    this.wall = wall;
    this.changing = RawTab.join(node, stream, 0);
    changing.listen(new LinkedBlockingQueue<>());
    for (var i = 0; i < readers; i++) {
      var ear = new LinkedBlockingQueue<RawTab.Heard>();
      var tab = RawTab.join(node, stream, 0);
      tab.listen(ear);
      tabs.add(tab);
      ears.add(ear);
    }
  }

  int tabs() {
    return tabs.size() + 1;
  }

  boolean allOpen() {
    return changing.isOpen() && tabs.stream().allMatch(RawTab::isOpen);
  }

  /** Changes the count once; adds how many milliseconds it took to each tab, after that time. */
  void once(Duration patience, List<Double> millis) throws InterruptedException {
    ears.forEach(LinkedBlockingQueue::clear);
    var since = wall.millis();
    var begin = System.nanoTime();
    in = !in;
    changing.say("{\"type\":\"" + (in ? "join" : "leave") + "\",\"stream\":\"" + stream + "\"}");
    Scene.rest(patience);
    for (var ear : ears) {
      ear.stream()
          .filter(heard -> asOf(heard.text()) >= since)
          .findFirst()
          .ifPresent(heard -> millis.add((heard.at() - begin) / 1e6));
    }
  }

  private static long asOf(String text) {
    try {
      return JSON.readTree(text).path("asOf").asLong();
    } catch (JsonProcessingException e) {
      throw new Refusal("a frame is no JSON: " + text, e);
    }
  }

  /** That share of the values is not above it; the values are not empty. */
  static double percentile(List<Double> values, double share) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
  }

  @Override
  public void close() {
    changing.close();
    tabs.forEach(RawTab::close);
  }
}
