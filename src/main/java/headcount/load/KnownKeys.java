package headcount.load;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.Set;
import java.util.TreeSet;

/** Refuses settings that do not exist, so that a slip of the pen does not pass for a default. */
final class KnownKeys {
  /** Under this word a scenario keeps values of its own, to be used in others. */
  private static final String OWN = "own";

  private KnownKeys() {}

  /**
   * Looks through what a scenario says, the defaults included.
   *
   * @param defaults that name every setting, and what the environment may say besides
   * @throws LoadProblem if a setting, or a key of a phase, is none
   */
  static void check(Config scenario, Config defaults) {
    var known = new TreeSet<String>();
    defaults.entrySet().forEach(entry -> known.add(entry.getKey()));
    for (var entry : scenario.entrySet()) {
      var key = entry.getKey();
      var own = ConfigUtil.splitPath(key).getFirst().equals(OWN);
      LoadProblem.unless(
          own || known.contains(key), "there is no setting %s; %s", key, near(key, known));
    }
    if (scenario.hasPath("phases")) {
      for (var phase : scenario.getConfigList("phases")) {
        check(phase, phase.hasPath("name") ? phase.getString("name") : "without a name");
      }
    }
  }

  private static void check(Config phase, String name) {
    var known = Phase.keys();
    for (var entry : phase.entrySet()) {
      LoadProblem.unless(
          known.contains(entry.getKey()),
          "phase %s has no %s; there are %s",
          name,
          entry.getKey(),
          String.join(", ", known));
    }
  }

  private static String near(String key, Set<String> known) {
    var dot = key.lastIndexOf('.');
    var room = dot < 0 ? "" : key.substring(0, dot + 1);
    var names = new TreeSet<String>();
    for (var each : known) {
      if (each.startsWith(room)) {
        var rest = each.substring(room.length());
        names.add(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
      }
    }
    return names.isEmpty()
        ? "nor anything beneath " + room.replaceAll("\\.$", "")
        : (dot < 0 ? "there are " : "of " + room.replaceAll("\\.$", "") + " there are ")
            + String.join(", ", names);
  }
}
