package headcount.http;

import headcount.audience.Records;
import headcount.stream.Consistency;
import headcount.stream.Sessions;
import headcount.stream.Streams;

/** Whom the management port asks. */
public record ManagementParts(
    Streams streams,
    Sessions sessions,
    Consistency consistency,
    Records records,
    Node node,
    Readiness readiness) {
  /**
   * This node itself.
   *
   * @param metrics the Prometheus text of its meters
   */
  public record Node(NodeStatus status, Drain drain, Metrics metrics) {}

  /** Writes down all meters. */
  @FunctionalInterface
  public interface Metrics {
    /** In Prometheus' text format 0.0.4. */
    String scrape();
  }
}
