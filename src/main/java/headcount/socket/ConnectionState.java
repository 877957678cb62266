package headcount.socket;

import headcount.access.Devices;
import headcount.access.ResumeTokens;
import headcount.access.TokenCheck;
import headcount.presence.EndedBy;
import headcount.presence.Headcount;
import headcount.presence.SessionId;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is and has joined: client frames go in, answers and close codes go out
 * through its {@link Wire} and its {@link Host}. It knows no socket and no actor. Confined to its
 * event loop; every method is harmless once it is closed.
 */
final class ConnectionState extends Lifeline {
  private final Wire wire;
  private final SessionId session;
  private final int network;
  private boolean closed;
  private boolean anonymous;
  private @Nullable ViewerId viewer;
  private @Nullable Set<StreamId> opened;
  private long endsAtMillis = Long.MAX_VALUE;
  private @Nullable Joined joined;

  /**
   * A connection that has not said who it is.
   *
   * @param network bucket of the client's address, 0 where unknown
   */
  ConnectionState(Host host, Wire wire, SessionId session, int network) {
    super(host);
    this.wire = wire;
    this.session = session;
    this.network = network;
    plan(openedAt);
  }

  Wire wire() {
    return wire;
  }

  SessionId session() {
    return session;
  }

  boolean closed() {
    return closed;
  }

  @Override
  boolean greeting() {
    return viewer == null;
  }

  @Override
  long endsAtMillis() {
    return endsAtMillis;
  }

  /** Takes one frame. */
  void received(ClientFrame frame) {
    if (closed) {
      return;
    }
    if (viewer == null) {
      greeted(frame);
      return;
    }
    switch (frame) {
      case ClientFrame.Connect _ -> refuse(ErrorCode.BAD_FRAME, "already connected");
      case ClientFrame.Join(String stream, var _) when StreamId.isValid(stream) ->
          join(new StreamId(stream));
      case ClientFrame.Leave(String stream) when StreamId.isValid(stream) ->
          leave(new StreamId(stream));
      case ClientFrame.Join _, ClientFrame.Leave _ ->
          refuse(ErrorCode.BAD_STREAM, "stream must be 1 to 64 characters of [A-Za-z0-9_-]");
      case ClientFrame.Heartbeat _ -> {}
      case ClientFrame.Refresh(String token) -> refresh(viewer, token);
      case ClientFrame.Malformed(String why) -> refuse(ErrorCode.BAD_FRAME, why);
    }
  }

  private void greeted(ClientFrame frame) {
    if (!(frame instanceof ClientFrame.Connect connect)) {
      close(CloseCode.BAD_FIRST_FRAME);
      return;
    }
    switch (Greeting.judge(host.access(), connect, now())) {
      case Greeting.Refused(String why) -> close(CloseCode.BAD_TOKEN, why);
      case Greeting.Known(TokenCheck.Token token) -> {
        opened = token.streams();
        endsAtMillis = token.endsAtMillis();
        welcome(token.viewer(), null, connect.resume());
      }
      case Greeting.Anonymous(Devices.Device device) -> {
        anonymous = true;
        welcome(device.viewer(), device.text(), connect.resume());
      }
    }
  }

  private void welcome(ViewerId who, @Nullable String device, @Nullable String resume) {
    if (!host.admit(who)) {
      close(CloseCode.TOO_MANY, "too many connections of this viewer");
      return;
    }
    viewer = who;
    plan(host.nowNanos());
    ResumeTokens resumes = host.access().resumes();
    var self = new ResumeTokens.Former(session, who, host.incarnation(), host.wallMillis());
    wire.send(ServerFrames.connected(session, who, host.settings(), resumes.issue(self), device));
    ResumeTokens.Former former = resume == null ? null : resumes.verify(resume);
    if (former != null && former.viewer().equals(who)) {
      host.replace(former);
    }
  }

  private void join(StreamId stream) {
    if (opened != null && !opened.contains(stream)) {
      close(CloseCode.NOT_ALLOWED);
      return;
    }
    Joined already = Joined.find(joined, stream);
    if (already != null) {
      already.tellAgain();
    } else if (Joined.count(joined) >= host.access().settings().limits().streamsPerSession()) {
      refuse(ErrorCode.TOO_MANY_STREAMS, "this tab has joined as many streams as it may");
    } else {
      Joined added = host.join(this, stream);
      added.next = joined;
      joined = added;
    }
  }

  private void leave(StreamId stream) {
    Joined gone = Joined.find(joined, stream);
    if (gone != null) {
      joined = Joined.without(joined, gone);
      host.leave(gone, host.wallMillis(), EndedBy.LEAVE);
    }
    wire.send(ServerFrames.left(stream.text()));
  }

  private void refresh(ViewerId who, String text) {
    switch (host.access().tokens().verify(text, now())) {
      case TokenCheck.Refused(String why) -> refuse(ErrorCode.BAD_TOKEN, why);
      case TokenCheck.Token token when !anonymous && token.viewer().equals(who) -> {
        opened = token.streams();
        endsAtMillis = token.endsAtMillis();
        plan(host.nowNanos());
      }
      case TokenCheck.Token _ -> refuse(ErrorCode.BAD_TOKEN, "that is another viewer's");
    }
  }

  /** The relay's answer to a join. */
  void counted(Joined answered, Headcount count) {
    if (!closed) {
      answered.answered(count);
    }
  }

  /** The broadcast was ended. */
  void ended(Joined over) {
    if (!closed && over.room != null) {
      joined = Joined.without(joined, over);
      host.leave(over, host.wallMillis(), EndedBy.ENDED);
      wire.send(ServerFrames.left(over.stream.text()));
    }
  }

  /** The socket takes more again: shows it what it has missed. */
  void drained() {
    Joined.offerAll(joined);
  }

  /** Closes the connection with the code's own reason. */
  void close(CloseCode code) {
    close(code, code.reason());
  }

  /** Closes the connection. */
  void close(CloseCode code, String why) {
    finish(code, ServerFrames.close(code.number(), why), host.wallMillis(), EndedBy.CLOSE);
  }

  /** The client asked to close; it gets its code back, or none where it gave none. */
  void peerClosed(int code) {
    byte[] echo = code < 0 ? ServerFrames.bareClose() : ServerFrames.close(code, "");
    finish(CloseCode.NORMAL, echo, host.wallMillis(), EndedBy.CLOSE);
  }

  /** The socket is gone without a close frame. */
  void gone() {
    finish(CloseCode.NORMAL, null, host.wallMillis(), EndedBy.CLOSE);
  }

  @Override
  void overdue(CloseCode code, String why, long endedAtMillis) {
    var by = code == CloseCode.SILENT ? EndedBy.TIMEOUT : EndedBy.CLOSE;
    finish(code, ServerFrames.close(code.number(), why), endedAtMillis, by);
  }

  @Override
  void ping() {
    wire.send(ServerFrames.ping());
  }

  private void finish(CloseCode code, byte @Nullable [] frame, long endedAt, EndedBy by) {
    if (closed) {
      return;
    }
    closed = true;
    host.wheel().cancel(this);
    for (Joined each = joined; each != null; each = each.next) {
      if (code.movesOn()) {
        host.moveOn(each);
      } else {
        host.leave(each, endedAt, by);
      }
    }
    joined = null;
    host.closed(session, viewer);
    host.meters().closed(frame == null ? "lost" : Integer.toString(code.number()));
    if (frame != null) {
      wire.close(frame);
    }
  }

  /** The tab as relays know it; only after the connect. */
  Tab tab(Joined of) {
    ViewerId who = viewer == null ? new ViewerId(0) : viewer;
    return new Tab(session, who, anonymous, of.joinedAtMillis, network);
  }

  private void refuse(ErrorCode code, String why) {
    wire.send(ServerFrames.error(code, why));
  }

  private Instant now() {
    return Instant.ofEpochMilli(host.wallMillis());
  }
}
