package headcount.load;

import java.util.ArrayList;
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
  private Life life = Life.UNOPENED;
  private @Nullable Link link;
  private @Nullable Link former;
  private @Nullable String resume;
  private @Nullable Action doom;
  private int place;
  private int attempt;
  private int formerCloses;
  private long since;
  private long lastSent;

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

  /** Which node in turn the tab is on. */
  int place() {
    return place;
  }

  /** The run is over: the socket is closed in good order. */
  void goHome() {
    if (link != null && life == Life.LIVE) {
      life = Life.CLOSING;
      link.close(Link.NORMAL);
    }
  }

  Screen screen() {
    return screen;
  }

  /** Opens the tab's first socket, as soon as its person's device is known. */
  void open(long sinceNanos) {
    if (life == Life.UNOPENED) {
      since = sinceNanos;
      life = Life.WAITING;
      if (person.admits(this)) {
        connect();
      }
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
    if (link == null || !live() || former != null) {
      stage.ledger().tally.skipped++;
      return;
    }
    forget(link);
    link.drop(link.id() % 2 == 0);
    comeBack(Backoff.nanos(attempt++, stage.dice()));
  }

  /** Takes up the session on a second socket while the first still stands. */
  void takeOver() {
    if (link == null || !live() || former != null || resume == null) {
      stage.ledger().tally.skipped++;
      return;
    }
    replace(link, 4409);
  }

  /** Ends the tab, now or as soon as it is connected. */
  void end(Action how) {
    if (link == null || !live() || former != null) {
      doom = how;
      return;
    }
    if (how == Action.CLOSE) {
      life = Life.CLOSING;
      forget(link);
      link.close(Link.NORMAL);
    } else {
      life = how == Action.DEAF ? Life.DEAF : Life.MUTE;
      since = stage.nanos();
      link.fallSilent(how == Action.DEAF);
      stage.died(link.id(), how == Action.DEAF);
    }
  }

  /** A heartbeat, where nothing was sent for so long. */
  void beat(long nowNanos, long silenceNanos) {
    if (link != null && live() && nowNanos - lastSent >= silenceNanos) {
      link.write(ClientFrames.HEARTBEAT);
      sent();
    }
  }

  /** Notes what should have happened by now and did not. */
  void audit() {
    var faults = stage.ledger().faults;
    switch (life) {
      case WAITING, OPENING -> faults.note("a tab is not connected at the end", life.toString());
      case CLOSING -> faults.note("a clean close was never answered", person.role().toString());
      case MUTE -> faults.note("a silent tab was never closed with 4408", person.role().toString());
      case LIVE -> screen.audit();
      case UNOPENED, DEAF, OVER -> {}
    }
    if (former != null) {
      faults.note("a replaced socket was not closed", "expected " + formerCloses);
    }
  }

  @Override
  public void opened(Link opened) {
    opened.write(ClientFrames.connect(stage.token(person), person.device(), resume));
    opened.flush();
  }

  @Override
  public void refused(Link refused, int status, long retryAfterSeconds) {
    if (refused == link && status == 503) {
      stage.ledger().tally.refused++;
      comeBack(Backoff.retryAfterNanos(retryAfterSeconds, stage.dice()));
    } else {
      stage
          .ledger()
          .faults
          .note("the upgrade was answered with " + status, person.role().toString());
      finish();
    }
  }

  @Override
  public void said(Link from, ServerFrame frame) {
    stage.ledger().tally.framesIn++;
    switch (frame) {
      case ServerFrame.Connected connected when from == link -> connected(from, connected);
      case ServerFrame.Connected _ -> {}
      case ServerFrame.Joined joined ->
          show(from, joined.stream(), joined.figures(), joined.quality(), true);
      case ServerFrame.Viewers viewers ->
          show(from, viewers.stream(), viewers.figures(), viewers.quality(), false);
      case ServerFrame.Left left when from == link -> screen.left(left.stream());
      case ServerFrame.Left _ -> {}
      case ServerFrame.Refused refused ->
          stage.ledger().faults.note("error " + refused.code(), refused.message());
      case ServerFrame.Reconnect leaving ->
          stage.later(leaving.retryAfterMillis() * 1_000_000, () -> move(from));
      case ServerFrame.Unknown unknown ->
          stage.ledger().faults.note("unknown frame", unknown.type());
      case ServerFrame.Malformed bad -> stage.ledger().faults.note("malformed frame", bad.why());
    }
  }

  @Override
  public void ended(Link ended, int code, String why) {
    if (ended == former) {
      formerEnded(ended, code);
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

  private void connect() {
    life = Life.OPENING;
    link = stage.connect(place, this);
  }

  private void connected(Link on, ServerFrame.Connected connected) {
    if (life != Life.OPENING) {
      stage.ledger().faults.note("a second connected", person.role().toString());
      return;
    }
    life = Life.LIVE;
    stage.ledger().tally.live++;
    attempt = 0;
    resume = connected.resume();
    stage.ledger().watches.record(Stopwatches.Watch.CONNECT, stage.nanos() - since);
    var wrong = person.met(connected);
    if (wrong != null) {
      stage.ledger().faults.note("wrong identity", wrong);
    }
    retireFormer();
    screen.joinAll(on);
    sent();
    person.released(this).forEach(Tab::reopen);
    if (doom != null && former == null) {
      end(doom);
    }
  }

  private void retireFormer() {
    if (former != null) {
      forget(former);
      if (formerCloses == Link.NORMAL) {
        former.close(Link.NORMAL);
      }
    }
  }

  private void show(Link from, String name, Figures figures, String quality, boolean joined) {
    if (from == link) {
      var stream = stage.stream(name);
      if (stream < 0) {
        stage.ledger().faults.note("a stream never asked for", name);
      } else {
        screen.show(stream, figures, quality, joined);
      }
    }
  }

  private void move(Link from) {
    if (from == link && live() && former == null) {
      replace(from, Link.NORMAL);
    }
  }

  private void replace(Link old, int closes) {
    former = old;
    formerCloses = closes;
    stage.ledger().tally.live--;
    if (closes == Link.NORMAL) {
      resume = null;
    }
    since = stage.nanos();
    place++;
    connect();
  }

  private void formerEnded(Link ended, int code) {
    former = null;
    stage.ledger().gone(ended.id());
    var announced = formerCloses == Link.NORMAL && Backoff.returnsAfter(code);
    if (code != formerCloses && !announced) {
      stage
          .ledger()
          .faults
          .note("a replaced socket was closed with " + code, "not " + formerCloses);
    }
    if (doom != null && live()) {
      end(doom);
    }
  }

  private void closed(int code) {
    if (code != Link.NORMAL) {
      stage
          .ledger()
          .faults
          .note("a clean close was answered with " + code, person.role().toString());
    }
    finish();
  }

  private void noticed(int code) {
    if (code == 4408) {
      stage.ledger().watches.record(Stopwatches.Watch.NOTICE, stage.nanos() - since);
    } else {
      stage.ledger().faults.note("a silent tab was closed with " + code, person.role().toString());
    }
    finish();
  }

  private void lost(int code, String why) {
    stage.unexpected(code, why);
    if (life == Life.LIVE) {
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
    stage.ledger().tally.reconnects++;
    place++;
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

  private void finish() {
    life = Life.OVER;
    link = null;
    person.released(this).forEach(Tab::reopen);
  }

  private void forget(Link leaving) {
    stage.ledger().gone(leaving.id());
    if (leaving == link) {
      stage.ledger().tally.live--;
    }
  }

  private void sent() {
    lastSent = stage.nanos();
  }

  /** What the tab's screen shows of each stream that it watches. */
  List<Comparison.Said> screenshot(String who) {
    return live() ? screen.said(who) : new ArrayList<>();
  }
}
