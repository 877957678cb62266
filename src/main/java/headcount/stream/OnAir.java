package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.presence.BroadcastRef;
import headcount.presence.EntityMachine;
import headcount.presence.StreamId;
import org.apache.pekko.actor.typed.ActorRef;

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
  private final EndOrders orders;
  private boolean endedNow;

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
    this.orders = new EndOrders(machine);
  }

  /** It was announced; {@code revision} counts the changes of the stream's broadcasts. */
  void on(BroadcastRef broadcast, long revision, long now, long wall) {
    if (book.isNews(revision)) {
      orders.carryOut(false, now, wall);
      tellIf(book.on(broadcast), now);
    }
  }

  /** The catalogue has this row; one that is over and yet stands as on is ended now. */
  void catalogued(Catalogue.Entry entry, long now) {
    if (entry.endedAtMillis() == 0) {
      tellIf(book.catalogued(entry), now);
    } else {
      order(entry.broadcast().startedAtMillis(), () -> {});
    }
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
  void ended(long began, long revision, ActorRef<StreamEntity.EndCarried> replyTo) {
    var _ = book.isNews(revision);
    order(began, () -> replyTo.tell(new StreamEntity.EndCarried(began)));
  }

  private void order(long began, Runnable answer) {
    orders.add(
        began,
        (loaded, now, wall) -> {
          boolean on = book.isOn(began);
          if (on) {
            over(now, wall);
          }
          return on || loaded ? answer : null;
        });
  }

  /** Whatever is on is over. */
  void end(ActorRef<Broadcast.Over> replyTo) {
    orders.add(
        replyTo,
        (_, now, wall) -> {
          var ending = end(now, wall);
          return () -> replyTo.tell(new Broadcast.Over(ending));
        });
  }

  /**
   * Ends what is to be ended, and answers who ordered it when it would outlive this entity.
   *
   * @param loaded whether the store said what was on
   * @return whether an end is to be stored at once
   */
  boolean proceed(boolean loaded, long now, long wall) {
    orders.proceed(loaded, now, wall);
    boolean ended = endedNow;
    endedNow = false;
    return ended;
  }

  /** Whatever is on is over; an unannounced one gets its row in the catalogue. */
  private Streams.Ending end(long now, long wall) {
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
    endedNow = true;
    machine.end(now, wall, voice);
    voice.write(book.end(machine.headcount(), wall));
    machine.broadcast(book.broadcast(), now, voice);
  }
}
