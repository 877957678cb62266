package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a run from outside, second after second: the truth, what nodes answer and screens show,
 * what the processes cost. For one thread; asking blocks.
 */
final class Watcher {
  private static final int NODES_EVERY = 2;

  private record Answer(@Nullable Figures total, Optional<Share> share) {}

  private final List<Target> targets;
  private final Counts counts;
  private final Assessor assessor;
  private final NanoClock clock;
  private final Tolerance tolerance;
  private final List<Sample> samples = new ArrayList<>();

  Watcher(
      List<Target> targets,
      Counts counts,
      Assessor assessor,
      Tolerance tolerance,
      NanoClock clock) {
    this.targets = List.copyOf(targets);
    this.counts = counts;
    this.assessor = assessor;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /** All samples so far. */
  List<Sample> samples() {
    return samples;
  }

  /**
   * Takes one more; every other one asks the nodes, all at once.
   *
   * @return how many faults there are on the sockets
   */
  long look(double seconds, ProcessWatch processes, Progress progress) {
    var answers = samples.size() % NODES_EVERY == 0 ? asked() : List.<Answer>of();
    var seen = assessor.totals();
    var nodes = answers.stream().map(Answer::share).reduce(Optional.empty(), Share::worst);
    var totals =
        targets.stream()
            .map(
                target ->
                    answers.isEmpty()
                        ? Optional.<Figures>empty()
                        : Optional.ofNullable(answers.get(targets.indexOf(target)).total))
            .toList();
    var served = new Served(totals, nodes, assessor.screens());
    var sample =
        new Sample(seconds, seen.truth(), seen.held(), seen.tally(), served, processes.vitals());
    samples.add(sample);
    progress.show(sample, seen.faults());
    return seen.faults();
  }

  private List<Answer> asked() {
    var all =
        targets.stream()
            .map(
                target ->
                    CompletableFuture.supplyAsync(() -> ask(target), Thread::startVirtualThread))
            .toList();
    return all.stream().map(CompletableFuture::join).toList();
  }

  private Answer ask(Target target) {
    var asked = clock.getAsLong();
    var answer = counts.all(target);
    if (answer == null) {
      return new Answer(null, Optional.empty());
    }
    var truth = assessor.truth(asked, clock.getAsLong());
    var share = Share.of(target.toString(), answer.reading(), truth, tolerance.leastViewers());
    return new Answer(answer.total(), share);
  }
}
