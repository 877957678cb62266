package headcount.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Chooses a scenario's people, their tabs and their first streams by the seed. */
final class Casting {
  private final CrowdShape shape;
  private final Dice dice;
  private final double[] popularity;
  private final List<Cast.Role> people = new ArrayList<>();
  private final List<Cast.Part> tabs = new ArrayList<>();

  Casting(CrowdShape shape, Dice dice) {
    this.shape = shape;
    this.dice = dice;
    this.popularity = Dice.zipf(shape.streams().number(), shape.streams().skew());
  }

  /** As many people as it takes to have that many tabs, and the probes besides. */
  Cast cast(int sockets) {
    while (tabs.size() < sockets) {
      var favourite = anyStream();
      var role = new Cast.Role(people.size(), dice.chance(shape.anonymous()));
      people.add(role);
      var own = Math.min(dice.weighted(shape.tabs()) + 1, sockets - tabs.size());
      for (var tab = 0; tab < own; tab++) {
        tabs.add(new Cast.Part(role.number(), streamsOfTab(favourite)));
      }
    }
    return new Cast(people, tabs, probes());
  }

  /** Names of the streams, those of the probes last. */
  static List<String> names(CrowdShape shape) {
    var names = new ArrayList<String>();
    for (var stream = 1; stream <= shape.streams().number(); stream++) {
      names.add(String.format(Locale.ROOT, "%s-%02d", shape.streams().prefix(), stream));
    }
    for (var probe = 1; probe <= shape.probes().pairs(); probe++) {
      names.add(String.format(Locale.ROOT, "%s-probe-%02d", shape.streams().prefix(), probe));
    }
    return names;
  }

  /** A stream by popularity, the probes' own never. */
  int anyStream() {
    return dice.cumulative(popularity);
  }

  private List<Integer> streamsOfTab(int favourite) {
    var streams = new ArrayList<Integer>();
    streams.add(dice.chance(shape.together()) ? favourite : anyStream());
    var wanted = dice.weighted(shape.joins()) + 1;
    for (var tries = 0; streams.size() < wanted && tries < 100; tries++) {
      var stream = anyStream();
      if (!streams.contains(stream)) {
        streams.add(stream);
      }
    }
    return streams;
  }

  private List<Cast.Probe> probes() {
    var probes = new ArrayList<Cast.Probe>();
    for (var pair = 0; pair < shape.probes().pairs(); pair++) {
      var stream = shape.streams().number() + pair;
      probes.add(new Cast.Probe(probeTab(List.of(stream)), probeTab(List.of()), stream));
    }
    return probes;
  }

  private int probeTab(List<Integer> streams) {
    var role = new Cast.Role(people.size(), false);
    people.add(role);
    tabs.add(new Cast.Part(role.number(), streams));
    return tabs.size() - 1;
  }
}
