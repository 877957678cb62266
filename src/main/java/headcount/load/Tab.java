package headcount.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated tab: what it wants to watch, and the socket through which it does.
 *
 * <p>Steps of a script change what is wanted; whenever a session begins, all of it is joined. Lives
 * on the stage's event loop.
 */
final class Tab implements Link.Owner {
  private enum Life {
    UNOPENED,
    WAITING,
    OPENING,
    LIVE,
    CLOSING,
    DEAF,
    MUTE,
    OVER
  }

  private final Stage stage;
  private final Person person;
  private final Screen screen;
  private final Handover handover;
  private Life life = Life.UNOPENED;
  private @Nullable Link link;
  private @Nullable String resume;
  private @Nullable Action doom;
  private int place;
  private int attempt;
  private long since;
  private long lastSent;

  Tab(Stage stage, Person person, List<Integer> streams, int place) {
    this.stage = stage;
    this.person = person;
    this.place = place;
    this.screen = new Screen(stage, person, streams);
    this.handover = new Handover(stage.ledger());
  }

  boolean live() {
    return life == Life.LIVE;
  }

  boolean over() {
    return life == Life.OVER;
  }

  /** Which node in turn the tab is on. */
  int place() {
    return place;
  }

  Screen screen() {
    return screen;
  }

  /** Opens the tab's first socket, as soon as its person's device is known. */
  void open(long sinceNanos) {
    if (life == Life.UNOPENED) {
      since = sinceNanos;
      life = Life.WAITING;
      reopen();
    }
  }

  /** Watches another stream in place of one. */
  void zap(int from, int to, long sinceNanos) {
    screen.replace(from, to, sinceNanos, live() ? link : null);
    sent();
  }

  /** Watches one more stream. */
  void add(int stream, long sinceNanos) {
    screen.add(stream, sinceNanos, live() ? link : null);
    sent();
  }

  /** Watches a stream no longer. */
  void remove(int stream) {
    screen.remove(stream, live() ? link : null);
    sent();
  }

  /** The connection is lost and comes back on another node, with jitter. */
  void lose() {
    if (link == null || !settled()) {
      stage.ledger().tally.skipped++;
      return;
    }
    uncount(link);
    link.drop(link.id() % 2 == 0);
    comeBack(Backoff.nanos(attempt++, stage.dice()));
  }

  /** Takes up the session on a second socket while the first still stands. */
  void takeOver() {
    if (link == null || !settled() || resume == null) {
      stage.ledger().tally.skipped++;
      return;
    }
    replace(link, 4409);
  }

  /** Ends the tab, now or as soon as it is connected. */
  void end(Action how) {
    if (link == null || !settled()) {
      doom = how;
    } else if (how.silent()) {
      life = how == Action.DEAF ? Life.DEAF : Life.MUTE;
      since = stage.nanos();
      link.fallSilent(how == Action.DEAF);
      stage.died(link.id(), how == Action.DEAF);
    } else {
      goHome();
    }
  }

  /** A live socket is closed in good order. */
  void goHome() {
    if (link != null && live()) {
      life = Life.CLOSING;
      uncount(link);
      link.close(Link.NORMAL);
    }
  }

  /** A heartbeat, where nothing was sent for so long. */
  void beat(long nowNanos, long silenceNanos) {
    if (link != null && live() && nowNanos - lastSent >= silenceNanos) {
      link.write(ClientFrames.HEARTBEAT);
      link.flush();
      sent();
    }
  }

  /** Notes what should have happened by now and did not. */
  void audit() {
    switch (life) {
      case WAITING, OPENING -> fault("a tab is not connected at the end", life.toString());
      case CLOSING -> fault("a clean close was never answered", who());
      case MUTE -> fault("a silent tab was never closed with 4408", who());
      case LIVE -> screen.audit();
      case UNOPENED, DEAF, OVER -> {}
    }
    handover.audit();
  }

  /** What the tab's screen shows of each stream that it watches; nothing where it is not live. */
  List<Comparison.Said> screenshot(String name) {
    return live() ? screen.said(name) : List.of();
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
      comeBack(Backoff.retryAfterNanos(retryAfterSeconds, stage.dice()));
    } else {
      fault("the upgrade was answered with " + status, who());
      finish();
    }
  }

  @Override
  public void said(Link from, ServerFrame frame) {
    stage.ledger().tally.framesIn++;
    if (frame instanceof ServerFrame.Reconnect leaving) {
      stage.later(leaving.retryAfterMillis() * 1_000_000, () -> move(from));
    } else if (from != link) {
      return;
    } else if (frame instanceof ServerFrame.Connected connected) {
      connected(from, connected);
    } else {
      screen.said(frame);
    }
  }

  @Override
  public void ended(Link ended, int code, String why) {
    if (handover.isOf(ended)) {
      handover.ended(ended, code);
      meetDoom();
    } else if (ended == link) {
      stage.ledger().gone(ended.id());
      switch (life) {
        case CLOSING -> closed(code);
        case MUTE -> noticed(code);
        case OPENING, LIVE -> lost(code, why);
        case UNOPENED, WAITING, DEAF, OVER -> {}
      }
    }
  }

  private void connected(Link on, ServerFrame.Connected connected) {
    if (life != Life.OPENING) {
      fault("a second connected", who());
      return;
    }
    life = Life.LIVE;
    attempt = 0;
    resume = connected.resume();
    stage.ledger().tally.live++;
    stage.ledger().watches.record(Stopwatches.Watch.CONNECT, stage.nanos() - since);
    var wrong = person.met(connected);
    if (wrong != null) {
      fault("wrong identity", wrong);
    }
    handover.retire();
    screen.joinAll(on);
    sent();
    person.released(this).forEach(Tab::reopen);
    meetDoom();
  }

  private void meetDoom() {
    if (doom != null && settled()) {
      end(doom);
    }
  }

  /** The server asked everybody to go elsewhere. */
  private void move(Link from) {
    if (from == link && settled()) {
      resume = null;
      replace(from, Link.NORMAL);
    }
  }

  private void replace(Link old, int closesWith) {
    handover.begin(old, closesWith);
    stage.ledger().tally.live--;
    since = stage.nanos();
    place++;
    connect();
  }

  private void closed(int code) {
    if (code != Link.NORMAL) {
      fault("a clean close was answered with " + code, who());
    }
    finish();
  }

  private void noticed(int code) {
    if (code == 4408) {
      stage.ledger().watches.record(Stopwatches.Watch.NOTICE, stage.nanos() - since);
    } else {
      fault("a silent tab was closed with " + code, who());
    }
    finish();
  }

  private void lost(int code, String why) {
    stage.unexpected(code, why);
    if (live()) {
      stage.ledger().tally.live--;
    }
    if (Backoff.returnsAfter(code)) {
      comeBack(Backoff.nanos(attempt++, stage.dice()));
    } else {
      finish();
    }
  }

  private void comeBack(long delayNanos) {
    life = Life.WAITING;
    link = null;
    place++;
    stage.ledger().tally.reconnects++;
    stage.later(
        delayNanos,
        () -> {
          since = stage.nanos();
          reopen();
        });
  }

  private void reopen() {
    if (life == Life.WAITING && link == null && person.admits(this)) {
      connect();
    }
  }

  private void connect() {
    life = Life.OPENING;
    link = stage.connect(place, this);
  }

  private void finish() {
    life = Life.OVER;
    link = null;
    person.released(this).forEach(Tab::reopen);
  }

  private boolean settled() {
    return live() && !handover.pending();
  }

  private void uncount(Link leaving) {
    stage.ledger().gone(leaving.id());
    stage.ledger().tally.live--;
  }

  private void sent() {
    lastSent = stage.nanos();
  }

  private void fault(String kind, String detail) {
    stage.ledger().faults.note(kind, detail);
  }

  private String who() {
    return person.role().toString();
  }
}
