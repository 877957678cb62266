package headcount.stream;

import headcount.checkpoint.CheckpointResult;
import headcount.checkpoint.StoredStream;
import headcount.presence.Draft;
import headcount.presence.EntityEffects;
import headcount.presence.EntityMachine;
import headcount.presence.Loaded;
import headcount.presence.Source;
import headcount.presence.StreamId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * A stream entity's way to its stores: what is read at the start, and one checkpoint after the
 * other. The answers come home to the entity as messages; lives on the entity's thread.
 */
final class EntityStore {
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration LOOK_UP_AGAIN = Duration.ofSeconds(15);

  private final ActorContext<StreamEntity.Command> context;
  private final StreamId stream;
  private final EntityParts parts;
  private final EntityMachine machine;
  private final StreamBook book;
  private final EntitySaver saver;
  private boolean complained;
  private Optional<Long> storedVersion = Optional.empty();

  EntityStore(
      ActorContext<StreamEntity.Command> context,
      StreamId stream,
      EntityParts parts,
      EntityMachine machine,
      StreamBook book) {
    this.context = context;
    this.stream = stream;
    this.parts = parts;
    this.machine = machine;
    this.book = book;
    this.saver = new EntitySaver(parts.saving(), parts.clocks().now());
  }

  void load() {
    context.pipeToSelf(
        parts.checkpoints().load(stream),
        (found, failure) ->
            found == null ? new StreamEntity.NotFound(failure) : new StreamEntity.Found(found));
  }

  /** Asks the catalogue what is on; where it is gone, again after a while. */
  void lookUp() {
    context.pipeToSelf(
        parts.catalogue().newest(stream),
        (entry, _) ->
            entry == null ? new StreamEntity.NotCatalogued() : new StreamEntity.Catalogued(entry));
  }

  void notCatalogued() {
    context.scheduleOnce(LOOK_UP_AGAIN, context.getSelf(), new StreamEntity.LookUp());
  }

  /** The store was read. False if it had been read before. */
  boolean found(Optional<StoredStream> stored) {
    if (saver.isLoaded()) {
      return false;
    }
    saver.loaded(stored.isPresent());
    storedVersion = stored.map(it -> it.count().version());
    return true;
  }

  static Loaded loaded(StoredStream stored) {
    var count = stored.count();
    return new Loaded(
        count.epoch(),
        count.version(),
        count.viewers(),
        count.connections(),
        count.anonymous(),
        stored.sources(),
        stored.ending());
  }

  void notFound(Throwable why) {
    if (!complained) {
      complained = true;
      context.getLog().warn("Stream {} counts without its checkpoint: {}", stream, why.toString());
    }
    context.scheduleOnce(RETRY, context.getSelf(), new StreamEntity.Retry());
  }

  boolean isLoaded() {
    return saver.isLoaded();
  }

  /** Whether it was read, nothing is on its way, and the entity was not told to stop. */
  boolean settled() {
    return saver.isLoaded() && !saver.busy() && !saver.stopping();
  }

  /** The entity is to stop: what is due is written at once. */
  void stop(long now) {
    saver.stop(now);
  }

  /** Whether a stopping entity need not wait any longer. */
  boolean mayStop(long now) {
    return saver.mayStop(now);
  }

  Optional<Long> storedVersion() {
    return storedVersion;
  }

  /**
   * Begins what is due; {@code before} is run before a checkpoint leaves, so that records go ahead
   * of it.
   */
  void save(long now, Runnable before) {
    int awaited = machine.unanswered() + machine.pulling();
    switch (saver.next(machine.published(), awaited, saver.stopping(), now)) {
      case NOTHING -> {}
      case STRAYS -> readStrays(now);
      case WRITE -> write(now, before);
    }
  }

  /** What happened must be stored as soon as can be. */
  void urgent() {
    saver.urgent();
  }

  private void readStrays(long now) {
    saver.begun(now);
    var alive = new HashSet<Source>();
    machine.sources(now).forEach(source -> alive.add(source.source()));
    context.pipeToSelf(
        parts.checkpoints().strays(stream, alive),
        (strays, failure) ->
            strays == null
                ? new StreamEntity.NotWritten(failure)
                : new StreamEntity.Strays(strays));
  }

  void straysRead() {
    saver.straysRead();
  }

  private void write(long now, Runnable before) {
    var changed = machine.draft(now);
    var draft = changed == null && saver.touchDue(now) ? machine.touch(now) : changed;
    if (draft == null) {
      return;
    }
    if (neverWatched(draft)) {
      machine.accepted(draft.epoch(), draft.version());
      return;
    }
    saver.begun(now);
    before.run();
    context.pipeToSelf(
        parts.checkpoints().write(book.checkpoint(draft, beats(draft, now))),
        (result, failure) ->
            result == null
                ? new StreamEntity.NotWritten(failure)
                : new StreamEntity.Written(draft, result));
  }

  /**
   * Somebody only asked for it: leaving no trace, it stays unknown. Should a viewer come, the store
   * will miss the base of the difference and be sent everything.
   */
  private boolean neverWatched(Draft draft) {
    return !saver.isStored()
        && !book.announced()
        && draft.count().connections() == 0
        && machine.joins() == 0;
  }

  private Map<Source, Long> beats(Draft draft, long now) {
    long wall = parts.clocks().wallMillis();
    var beats = new HashMap<Source, Long>();
    for (Source source : draft.sources().keySet()) {
      long age = now - parts.beats().lastBeat(source.incarnation(), now);
      beats.put(source, wall - Duration.ofNanos(age).toMillis());
    }
    return beats;
  }

  void written(Draft draft, CheckpointResult result, long now, EntityEffects out) {
    saver.accepted(now);
    switch (result) {
      case CheckpointResult.Accepted() -> {
        saver.stored();
        machine.accepted(draft.epoch(), draft.version());
        storedVersion = Optional.of(draft.version());
      }
      case CheckpointResult.NeedsFull() -> machine.needsFull();
      case CheckpointResult.Fenced(var epoch, var version) ->
          machine.storeFenced(epoch, version, now, out);
    }
  }

  void notWritten(Throwable why) {
    saver.failed();
    machine.writeFailed();
    context.getLog().debug("Stream {} was not saved: {}", stream, why.toString());
  }
}
