package headcount.load;

import java.util.List;
import java.util.Locale;

/** A whole run, as its reports tell it. */
record Outcome(
    LoadSettings settings,
    Script script,
    List<Target> targets,
    List<Sample> samples,
    Stopwatches watches,
    Verdict verdict) {
  Outcome {
    targets = List.copyOf(targets);
    samples = List.copyOf(samples);
  }

  /** One sentence: what was played. */
  String played() {
    return String.format(
        Locale.ROOT,
        "%s, seed %d, scale %s: %,d tabs of %,d people on %,d streams, %d s, nodes %s",
        settings.name(),
        settings.pace().seed(),
        settings.pace().scale(),
        script.cast().tabs().size(),
        script.cast().people().size(),
        script.streams().size(),
        script.length().toSeconds(),
        targets);
  }

  /** Whether nothing was wrong: at the end, on the sockets, and with counts on the way. */
  boolean clean() {
    return verdict.clean() && overTime().clean();
  }

  /** How counts were while the run went on. */
  OverTime overTime() {
    return OverTime.of(samples, settings.judging().tolerance());
  }

  /** One sentence: how it ended. */
  String ended() {
    var differences = verdict.nodes().differences().size() + verdict.screens().differences().size();
    var faults = verdict.faults().stream().mapToLong(Faults.Fault::number).sum();
    return String.format(
        Locale.ROOT,
        "%,d counts of nodes and %,d on screens compared: %,d differences; %,d faults on sockets",
        verdict.nodes().checked(),
        verdict.screens().checked(),
        differences,
        faults);
  }
}
