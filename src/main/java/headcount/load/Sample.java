package headcount.load;

import java.util.List;
import java.util.Optional;

/**
 * The run at one moment.
 *
 * @param seconds since its begin
 * @param truth all streams added up
 * @param held the same, with silent deaths that the server cannot know yet still counted
 * @param tally running numbers of the sockets
 * @param served what nodes answered and screens showed
 * @param vitals what each node's process costs, where it is to be seen
 */
record Sample(
    double seconds,
    Figures truth,
    Figures held,
    Tally.Seen tally,
    Served served,
    List<Optional<Vitals>> vitals) {
  Sample {
    vitals = List.copyOf(vitals);
  }
}
