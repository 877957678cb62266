package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.presence.BroadcastRef;
import headcount.presence.EntityMachine;
import headcount.presence.StreamId;

/**
 * Which of a stream's broadcasts is on, and the end of it: the book knows, the machine tells the
 * relays, the voice writes down. Lives on the entity's thread.
 */
final class OnAir {
  private final StreamId stream;
  private final Catalogue catalogue;
  private final EntityMachine machine;
  private final StreamBook book;
  private final EntityVoice voice;

  OnAir(
      StreamId stream,
      Catalogue catalogue,
      EntityMachine machine,
      StreamBook book,
      EntityVoice voice) {
    this.stream = stream;
    this.catalogue = catalogue;
    this.machine = machine;
    this.book = book;
    this.voice = voice;
  }

  /** It was announced; {@code revision} counts the changes of the stream's broadcasts. */
  void on(BroadcastRef broadcast, long revision, long now) {
    tellIf(book.isNews(revision) && book.on(broadcast), now);
  }

  /** The catalogue has this row. */
  void catalogued(Catalogue.Entry entry, long now) {
    tellIf(book.catalogued(entry), now);
  }

  /** Somebody watches, and nothing was announced. */
  void beginUnannounced(long now, long wall) {
    tellIf(book.beginsUnannounced(machine.headcount(), wall), now);
  }

  private void tellIf(boolean changed, long now) {
    if (changed) {
      machine.broadcast(book.broadcast(), now, voice);
    }
  }

  /** The broadcast that began then is over. */
  void ended(long began, long revision, long now, long wall) {
    if (book.isNews(revision) && book.isOn(began)) {
      over(now, wall);
    }
  }

  /** Whatever is on is over; an unannounced one gets its row in the catalogue. */
  Streams.Ending end(long now, long wall) {
    if (machine.headcount().connections() == 0) {
      return Streams.Ending.UNKNOWN;
    }
    if (!book.announced()) {
      var ended = new Catalogue.Entry(stream, book.broadcast(), stream.text(), wall);
      catalogue
          .save(ended)
          .whenComplete((_, failure) -> Failures.log("The end of stream " + stream, failure));
    }
    over(now, wall);
    return Streams.Ending.ENDED;
  }

  private void over(long now, long wall) {
    machine.end(now, wall, voice);
    voice.write(book.end(machine.headcount(), wall));
    machine.broadcast(book.broadcast(), now, voice);
  }
}
