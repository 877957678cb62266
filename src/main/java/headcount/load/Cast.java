package headcount.load;

import java.util.List;

/**
 * The people of a script and their tabs.
 *
 * @param people who they are, numbered from 0
 * @param tabs their tabs, numbered from 0; tabs of one person stand side by side
 * @param probes pairs of further tabs that measure
 */
record Cast(List<Role> people, List<Part> tabs, List<Probe> probes) {
  private static final long FIRST_VIEWER = 1_000_000;

  /** One person; the tabs of an anonymous one share a device. */
  record Role(int number, boolean anonymous) {
    /** What tells people apart in the run's own truth; negative where anonymous. */
    long identity() {
      return anonymous ? -1L - number : viewer();
    }

    /** The viewer id in the person's tokens. */
    long viewer() {
      return FIRST_VIEWER + number;
    }
  }

  /** One tab: whose it is, and what it watches first. */
  record Part(int person, List<Integer> streams) {}

  /** A tab that watches a stream of its own, and one that joins and leaves it. */
  record Probe(int watching, int toggling, int stream) {}

  Cast {
    people = List.copyOf(people);
    tabs = List.copyOf(tabs);
    probes = List.copyOf(probes);
  }
}
