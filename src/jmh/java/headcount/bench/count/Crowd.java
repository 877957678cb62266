package headcount.bench.count;

import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.Tab;
import headcount.presence.ToEntity;
import headcount.presence.ViewerId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The people of one stream on one node, who come and go for ever: for each place there are two
 * tabs, one of them there. Of ten people one has no name. Not thread-safe.
 */
final class Crowd {
  private final Source source;
  private final long[] sessions;
  private final long[] viewers;

  /** Of each place, whether its second tab is there. */
  private final boolean[] second;

  private int place;
  private boolean gone;
  private long seq;
  private long joins;
  private long leaves;

  Crowd(int node, int places, long seed) {
    this.source = new Source(new UUID(1, node), 0);
    this.sessions = new long[2 * places];
    this.viewers = new long[2 * places];
    this.second = new boolean[places];
    var random = new SplittableRandom(seed * 31 + node);
    for (var i = 0; i < sessions.length; i++) {
      sessions[i] = 1 + random.nextLong(Long.MAX_VALUE - 1);
      viewers[i] = random.nextLong() | (i % 10 == 0 ? Long.MIN_VALUE : 0);
    }
  }

  Source source() {
    return source;
  }

  int places() {
    return second.length;
  }

  /** All first tabs join, so many a delta. */
  List<ToEntity.Delta> arrival(int operations) {
    var deltas = new ArrayList<ToEntity.Delta>();
    for (var from = 0; from < places(); from += operations) {
      var came = new ArrayList<Tab>();
      for (var i = from; i < Math.min(places(), from + operations); i++) {
        came.add(tab(i, false));
      }
      deltas.add(delta(came, List.of()));
    }
    return deltas;
  }

  /** The next so many events, half of them leaves and half joins; one of a kind if it is one. */
  ToEntity.Delta next(int operations) {
    if (operations == 1) {
      return one();
    }
    var came = new ArrayList<Tab>(operations / 2);
    var went = new ArrayList<SessionId>(operations / 2);
    for (var i = 0; i < operations / 2; i++) {
      went.add(tab(place, second[place]).session());
      second[place] ^= true;
      came.add(tab(place, second[place]));
      place = place + 1 == places() ? 0 : place + 1;
    }
    return delta(came, went);
  }

  private ToEntity.Delta one() {
    if (!gone) {
      gone = true;
      return delta(List.of(), List.of(tab(place, second[place]).session()));
    }
    gone = false;
    second[place] ^= true;
    var came = List.of(tab(place, second[place]));
    place = place + 1 == places() ? 0 : place + 1;
    return delta(came, List.of());
  }

  /** Nobody is here yet; the answer to that epoch's question. */
  ToEntity.Digest nobody(long epoch) {
    return new ToEntity.Digest(source, 0, epoch, 0, 0, false, false, false, epoch, 0, 0, 0, null);
  }

  private ToEntity.Delta delta(List<Tab> came, List<SessionId> went) {
    joins += came.size();
    leaves += went.size();
    return new ToEntity.Delta(source, ++seq, 0, came, went, joins, leaves);
  }

  private Tab tab(int at, boolean theSecond) {
    var i = theSecond ? at + places() : at;
    var viewer = viewers[i];
    return new Tab(
        new SessionId(sessions[i]), new ViewerId(viewer), i % 10 == 0, Paces.WALL, (int) viewer);
  }
}
