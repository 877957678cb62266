package headcount.stream;

import headcount.presence.EntityMachine;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.Optional;

/** Says how a stream's entity stands, for operators. */
final class EntityReport {
  private EntityReport() {}

  static Streams.Report of(
      StreamId stream,
      EntityMachine machine,
      StreamBook book,
      Members members,
      Optional<Long> storedVersion,
      long now) {
    var sources =
        machine.sources(now).stream()
            .map(
                view ->
                    new Streams.SourceReport(
                        view.source().toString(),
                        view.seq(),
                        view.connections(),
                        view.synced(),
                        view.draining(),
                        Duration.ofNanos(view.beatAgeNanos()).toMillis()))
            .toList();
    return new Streams.Report(
        stream.text(),
        members.view().addresses().getOrDefault(members.self(), ""),
        ProcessHandle.current().pid(),
        machine.headcount(),
        book.peak(),
        book.broadcast().category().text(),
        book.broadcast().broadcaster().text(),
        book.broadcast().startedAtMillis(),
        sources,
        machine.unanswered(),
        machine.listed(),
        storedVersion,
        machine.joins() + machine.leaves());
  }
}
