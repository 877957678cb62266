package headcount.load;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One simulated tab: what it wants to watch, and the socket through which it does.
 *
 * <p>Steps of a script change what is wanted; whenever a session begins, all of it is joined. Lives
 * on the stage's event loop.
 */
final class Tab implements Link.Owner {
  private final Stage stage;
  private final Person person;
  private final Screen screen;
  private Life life = Life.UNOPENED;
  private @Nullable Link link;
  private @Nullable Handover handover;
  private @Nullable String resume;
  private @Nullable Action doom;
  private int place;
  private int attempt;
  private long since;

  Tab(Stage stage, Person person, List<Integer> streams, int place) {
    this.stage = stage;
    this.person = person;
    this.place = place;
    this.screen = new Screen(stage, person, streams);
  }

  boolean live() {
    return life == Life.LIVE;
  }

  boolean over() {
    return life == Life.OVER;
  }

  /** Which node in turn the tab is on, once it opened. */
  int place() {
    return place - 1;
  }

  Screen screen() {
    return screen;
  }

  /** Opens the tab's first socket, as soon as its person's device is known. */
  void open(long sinceNanos) {
    since = sinceNanos;
    become(Life.WAITING);
    reopen();
  }

  /** The connection is lost, perhaps so that the server cannot know; another comes, with jitter. */
  void lose(long sinceNanos, boolean halfOpen) {
    var on = ready();
    if (on != null) {
      stage.lost(on, halfOpen);
      comeBack(sinceNanos, Backoff.nanos(attempt++, stage.dice()));
    }
  }

  /** Takes up the session on a second socket while the first still stands. */
  void takeOver(long sinceNanos) {
    var on = ready();
    if (on != null) {
      replace(on, 4409, sinceNanos);
    }
  }

  /** Reads nothing for a while. */
  void nap() {
    Optional.ofNullable(ready()).ifPresent(stage::nap);
  }

  /** The one socket, or nothing where a step of the script finds none and is missed. */
  private @Nullable Link ready() {
    var on = settled();
    stage.ledger().tally.missed += on == null ? 1 : 0;
    return on;
  }

  /** Ends the tab, now or as soon as it is connected. */
  void end(Action how) {
    doom = how;
    meetDoom();
  }

  private void meetDoom() {
    var on = settled();
    if (doom == null || on == null) {
      return;
    }
    if (doom.silent()) {
      var deaf = doom == Action.DEAF;
      become(deaf ? Life.DEAF : Life.MUTE);
      since = stage.nanos();
      on.fallSilent(deaf);
      stage.died(on.id(), deaf);
    } else {
      goHome();
    }
  }

  /** A live socket is closed in good order. */
  void goHome() {
    if (link != null && live()) {
      become(Life.CLOSING);
      stage.ledger().died(link.id());
      link.close(Link.NORMAL);
    }
  }

  /** Notes what is overdue. */
  void audit() {
    if (!life.overdue().isEmpty()) {
      stage.fault(life.overdue(), person);
    }
    screen.audit();
    if (handover != null) {
      handover.audit();
    }
  }

  @Override
  public void opened(Link opened) {
    opened.write(ClientFrames.connect(stage.token(person), person.device(), resume));
    opened.flush();
  }

  @Override
  public void refused(Link refused, int status, long retryAfterSeconds) {
    if (status == 503) {
      stage.ledger().tally.refused++;
      comeBack(stage.nanos(), Backoff.retryAfterNanos(retryAfterSeconds, stage.dice()));
    } else {
      stage.fault("the upgrade was answered with " + status, person);
      finish();
    }
  }

  @Override
  public void said(Link from, ServerFrame frame) {
    stage.ledger().tally.framesIn++;
    if (frame instanceof ServerFrame.Reconnect leaving) {
      stage.later(leaving.retryAfterMillis() * 1_000_000, () -> move(from));
    } else if (from == link && frame instanceof ServerFrame.Connected connected) {
      connected(from, connected);
    } else if (from == link) {
      screen.said(frame);
    }
  }

  @Override
  public void ended(Link ended, int code, String why) {
    if (handover != null && handover.ended(ended, code)) {
      handover = null;
      meetDoom();
    } else if (ended == link) {
      stage.over(ended.id(), live() ? place() : Stage.NOWHERE, code);
      if (life.hopeful()) {
        stage.unexpected(code, why);
        if (stage.returns(live(), code)) {
          comeBack(stage.nanos(), Backoff.nanos(attempt++, stage.dice()));
        } else {
          finish();
        }
      } else if (life.closesWith() != 0) {
        stage.met(life, code, since, person);
        finish();
      }
    }
  }

  private void connected(Link on, ServerFrame.Connected connected) {
    if (life != Life.OPENING) {
      stage.fault("a second connected", person);
      return;
    }
    become(Life.LIVE);
    attempt = 0;
    resume = connected.resume();
    stage.ledger().watches.record(Stopwatches.Watch.CONNECT, stage.nanos() - since);
    person.met(connected, stage.ledger().faults);
    screen.joinAll(on, connected);
    if (handover != null) {
      handover.retire();
    }
    person.released(this).forEach(Tab::reopen);
    meetDoom();
  }

  /** The server asked everybody to go elsewhere. */
  private void move(Link from) {
    if (from == settled()) {
      resume = null;
      replace(from, Link.NORMAL, stage.nanos());
    }
  }

  private void replace(Link old, int closesWith, long sinceNanos) {
    handover = new Handover(stage, old, closesWith, place());
    since = sinceNanos;
    connect();
  }

  private void comeBack(long sinceNanos, long delayNanos) {
    become(Life.WAITING);
    link = null;
    stage.ledger().tally.reconnects++;
    since = sinceNanos + delayNanos;
    stage.later(Math.max(0, since - stage.nanos()), this::reopen);
  }

  private void reopen() {
    if (life == Life.WAITING && link == null && person.admits(this)) {
      connect();
    }
  }

  private void connect() {
    become(Life.OPENING);
    place = stage.open(place);
    link = stage.connect(place++, this);
  }

  private void finish() {
    become(Life.OVER);
    link = null;
    person.released(this).forEach(Tab::reopen);
  }

  /** The one socket, while a session stands on it and no other is being replaced. */
  @Nullable Link settled() {
    return live() && handover == null ? link : null;
  }

  private void become(Life next) {
    if (live()) {
      stage.ledger().tally.live--;
      screen.away();
    } else if (next == Life.LIVE) {
      stage.ledger().tally.live++;
    }
    life = next;
  }
}
