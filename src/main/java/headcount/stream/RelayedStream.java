package headcount.stream;

import headcount.checkpoint.AudienceRecord;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.PushPacer;
import headcount.presence.Quality;
import headcount.presence.RelayEffects;
import headcount.presence.RelayMachine;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream on one relay worker: the shell around its relay machine. Carries the machine's words
 * to the entity, shows counts to sockets and watching pages, answers who asks, and writes down the
 * sessions that ended.
 */
final class RelayedStream implements RelayEffects {
  /** Somebody who wants to know the count once, and will not wait for ever. */
  private record Waiting(Consumer<Headcount> told, long deadline, boolean fresh) {}

  private final StreamId stream;
  private final RelayParts parts;
  private final RelayMachine machine;
  private final PushPacer pacer;
  private final SessionLog log;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<Object, Consumer<Headcount>> listeners = new HashMap<>();
  private @Nullable UUID host;
  private long interestedUntil;
  private boolean watching;
  private boolean answered;
  private boolean asking;
  private boolean endedNow;

  RelayedStream(
      StreamId stream,
      Source source,
      SourceMark mark,
      RelayParts parts,
      List<AudienceRecord> records,
      long now) {
    this.stream = stream;
    this.parts = parts;
    this.machine =
        new RelayMachine(source, parts.settings().count(), parts.settings().hashKey(), mark, now);
    this.pacer = new PushPacer(parts.settings().pace(), parts.pushes());
    this.log = new SessionLog(stream, records);
    this.interestedUntil = now;
  }

  void join(Tab tab, Consumer<Headcount> joined, long now) {
    machine.join(tab, now, this);
    var served = machine.served(now);
    var told = pacer.noting(joined);
    if (served != null) {
      told.accept(served);
    } else {
      waiting.add(new Waiting(told, now + parts.settings().patienceNanos(), false));
    }
  }

  void leave(SessionId session, long endedAtMillis, EndedBy by, long now) {
    var tab = machine.leave(session, now, this);
    if (tab != null) {
      log.ended(tab, endedAtMillis, by, machine.broadcast());
    }
  }

  /**
   * Answers at once where this node is told the count anyway, otherwise as soon as the entity has
   * said it.
   */
  void count(CompletableFuture<Headcount> answer, long now) {
    boolean told = machine.connections() > 0 || (watching && answered);
    interestedUntil = now + parts.settings().interestNanos();
    watchIfNeeded(now);
    var served = machine.served(now);
    if (told && served != null) {
      answer.complete(served);
    } else {
      long deadline = now + parts.settings().patienceNanos();
      waiting.add(new Waiting(answer::complete, deadline, true));
    }
  }

  void watch(Object key, Consumer<Headcount> listener, long now) {
    boolean told = machine.connections() > 0 || (watching && answered);
    listeners.put(key, listener);
    watchIfNeeded(now);
    var served = machine.served(now);
    if (told && served != null) {
      listener.accept(served);
    } else {
      waiting.add(new Waiting(listener, now + parts.settings().patienceNanos(), true));
    }
  }

  void unwatch(Object key, long now) {
    listeners.remove(key);
    watchIfNeeded(now);
  }

  private void watchIfNeeded(long now) {
    boolean wanted = !listeners.isEmpty() || now < interestedUntil;
    if (wanted != watching) {
      watching = wanted;
      answered = false;
      machine.watch(wanted, now, this);
    }
  }

  void receive(HotMessage.ForRelay message, long now) {
    host = message.host();
    endedNow = false;
    Collection<Tab> before =
        message.message() instanceof ToRelay.Ended ? machine.tabs() : List.of();
    machine.receive(message.message(), now, this);
    if (endedNow) {
      long wall = parts.clocks().wallMillis();
      before.forEach(tab -> log.ended(tab, wall, EndedBy.ENDED, machine.broadcast()));
    }
    log.broadcastKnown(machine.broadcast());
    if (message.message() instanceof ToRelay.Ack
        || message.message() instanceof ToRelay.Published) {
      answered = true;
      answerAll(machine.served(now));
    }
  }

  private void answerAll(@Nullable Headcount served) {
    if (served != null && !waiting.isEmpty()) {
      var all = List.copyOf(waiting);
      waiting.clear();
      asking = false;
      all.forEach(each -> each.told().accept(served));
    }
  }

  void audit(List<Tab> truth, boolean rebuilding, long now) {
    var before = machine.tabs();
    machine.audit(truth, now, this);
    if (!rebuilding && machine.connections() <= before.size()) {
      var there = new HashSet<>(machine.tabs());
      long wall = parts.clocks().wallMillis();
      before.stream()
          .filter(tab -> !there.contains(tab))
          .forEach(tab -> log.ended(tab, wall, EndedBy.CLOSE, machine.broadcast()));
    }
  }

  void drain(long now) {
    machine.draining(now, this);
  }

  /** The last socket is closed: whoever is still here ends now in the records, and is held. */
  void close(long endedAtMillis, long now) {
    machine
        .tabs()
        .forEach(tab -> log.ended(tab, endedAtMillis, EndedBy.DRAIN, machine.broadcast()));
    log.giveUpWaiting();
    machine.closed(now, this);
  }

  /**
   * Time has passed; {@code askStore} begins to ask the store for a count that nobody gave in time.
   */
  void tick(long now, Consumer<Runnable> askStore) {
    watchIfNeeded(now);
    if (machine.nextDue(now) <= now) {
      machine.tick(now, hostBeatAge(now), this);
    }
    push(pacer.due(machine.connections(), now));
    if (!waiting.isEmpty() && !asking && waiting.getFirst().deadline() <= now) {
      askStore.accept(() -> asking = true);
    }
  }

  private long hostBeatAge(long now) {
    return host == null ? 0 : parts.beats().hostAge(host, stream, now);
  }

  /**
   * What the store had, when the entity did not answer: the last count, and never surer than
   * "recovering".
   */
  void stored(@Nullable Headcount count, long now) {
    asking = false;
    var served = machine.served(now);
    if (served == null && count != null) {
      served = count.as(Quality.RECOVERING);
    }
    if (served == null) {
      served = LocalCount.of(machine.tabs(), parts.clocks().wallMillis());
    }
    answerAll(served.quality() == Quality.EXACT ? served.as(Quality.RECOVERING) : served);
  }

  boolean forgettable(long now) {
    return !watching
        && waiting.isEmpty()
        && listeners.isEmpty()
        && log.isSettled()
        && machine.forgettable(now);
  }

  RelayMachine machine() {
    return machine;
  }

  @Override
  public void send(ToEntity message) {
    parts.region().tell(new HotMessage.ForEntity(stream, message));
  }

  @Override
  public void served(Headcount headcount) {
    push(pacer.offer(headcount, machine.connections(), parts.clocks().now()));
  }

  @Override
  public void ended() {
    endedNow = true;
    parts.edge().get().ended(stream);
  }

  private void push(@Nullable Headcount headcount) {
    if (headcount != null) {
      if (machine.connections() > 0) {
        parts.edge().get().counted(stream, headcount);
      }
      listeners.values().forEach(listener -> listener.accept(headcount));
    }
  }
}
