package headcount.audience.synth;

import java.util.List;
import java.util.Locale;

/** What synthetic things are called. Ids begin with {@value #PREFIX}. */
public final class Names {
  /** What every synthetic id begins with. */
  public static final String PREFIX = "synth-";

  private static final List<String> CATEGORIES =
      List.of("토크", "음악", "먹방", "여행", "그림", "공부", "요리", "운동", "코딩", "Talk", "Chess", "Racing");
  private static final List<String> FIRST =
      List.of("푸른", "붉은", "작은", "느긋한", "밤새는", "빠른", "졸린", "Lucky", "Silent", "Happy");
  private static final List<String> SECOND =
      List.of("여우", "고래", "너구리", "참새", "호랑이", "거북이", "수달", "Otter", "Crane", "Lynx");
  private static final List<String> DOING =
      List.of("오늘도", "늦은 밤", "주말", "첫 도전", "이어서", "같이 봐요", "편하게", "Chill", "Again");

  private Names() {}

  public static String categoryId(int category) {
    return PREFIX + "c%03d".formatted(category);
  }

  public static String category(int category) {
    return category < CATEGORIES.size() ? CATEGORIES.get(category) : "게임 %03d".formatted(category);
  }

  public static String broadcasterId(int broadcaster) {
    return PREFIX + "b%06d".formatted(broadcaster);
  }

  public static String broadcaster(int broadcaster) {
    var lot = (int) (Draws.mixed(broadcaster) >>> 33);
    return FIRST.get(lot % FIRST.size())
        + " "
        + SECOND.get(lot / FIRST.size() % SECOND.size())
        + " "
        + (broadcaster + 1);
  }

  /** A broadcaster's one stream, which comes back with each broadcast. */
  public static String streamId(int broadcaster) {
    return PREFIX + "s%06d".formatted(broadcaster);
  }

  public static String title(Aired aired) {
    var lot = (int) (aired.seed() >>> 33);
    return String.format(
        Locale.ROOT, "%s %s", DOING.get(lot % DOING.size()), category(aired.category()));
  }
}
