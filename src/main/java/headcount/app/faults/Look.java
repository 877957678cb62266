package headcount.app.faults;

import headcount.load.Figures;

/**
 * One answer of a live node to {@code GET /v1/streams/{id}/viewers}.
 *
 * @param node its index
 * @param asked and {@code answered}: moments of a monotonic clock, in nanoseconds
 * @param status 200, another, or 0 where there was no answer
 * @param said its figures; nothing where it was not 200
 * @param quality the word beside them
 */
record Look(int node, long asked, long answered, int status, Figures said, String quality) {
  boolean ok() {
    return status == 200;
  }

  boolean exact() {
    return quality.equals("exact");
  }
}
