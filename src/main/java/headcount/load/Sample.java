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
 * @param served what each node says, all streams added up, where it was asked at this moment
 * @param vitals what each node's process costs, where it is to be seen
 */
record Sample(
    double seconds,
    Figures truth,
    Figures held,
    Tally.Seen tally,
    List<Optional<Figures>> served,
    List<Optional<Vitals>> vitals) {
  Sample {
    served = List.copyOf(served);
    vitals = List.copyOf(vitals);
  }
}
