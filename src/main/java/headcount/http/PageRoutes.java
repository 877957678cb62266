package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.ContentEncoding;
import org.apache.pekko.http.javadsl.model.headers.HttpEncodings;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The files of the watch page and of the dashboard, from the class path's {@code web/} folder, and
 * the libraries they use, from their jars. A name is letters, digits, dots, underscores and
 * hyphens, and begins with no dot, so nothing outside can be named. A file asked for with {@code
 * ?v=} and the tag of its content may be kept for a year.
 */
final class PageRoutes extends Routes {
  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; object-src 'none'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

  private static final Map<String, ContentType> TYPES =
      Map.ofEntries(
          Map.entry("html", ContentTypes.TEXT_HTML_UTF8),
          Map.entry("js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8)),
          Map.entry("mjs", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8)),
          Map.entry("css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8)),
          Map.entry("txt", ContentTypes.TEXT_PLAIN_UTF8),
          Map.entry("json", ContentTypes.APPLICATION_JSON),
          Map.entry("map", ContentTypes.APPLICATION_JSON),
          Map.entry("webmanifest", ContentTypes.APPLICATION_JSON),
          Map.entry("svg", MediaTypes.IMAGE_SVG_XML.toContentType()),
          Map.entry("png", MediaTypes.IMAGE_PNG.toContentType()),
          Map.entry("ico", MediaTypes.IMAGE_X_ICON.toContentType()),
          Map.entry("woff2", MediaTypes.FONT_WOFF_2.toContentType()));

  private static final Map<String, String> PAGES =
      Map.of("/", "/index.html", "/dashboard", "/dashboard.html");
  private static final String ECHARTS = "/META-INF/resources/_static/echarts/6.0.0";
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "/lib/echarts.min.js", ECHARTS + "/dist/echarts.min.js",
          "/lib/echarts-ko.js", ECHARTS + "/i18n/langKO.js");
  private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

  private final Map<String, StoredFile> files = new ConcurrentHashMap<>();

  Route routes() {
    return extractRequest(
        request ->
            file(request.getUri().path())
                .map(file -> get(() -> now(asked -> answer(asked, file))))
                .orElseGet(Directives::reject));
  }

  private Optional<StoredFile> file(String path) {
    var name = PAGES.getOrDefault(path, path);
    if (!PATH.matcher(name).matches()) {
      return Optional.empty();
    }
    var known = files.get(name);
    return known != null ? Optional.of(known) : read(name);
  }

  /** A name without an ending that we serve is no file: on a class path folders can be read too. */
  private Optional<StoredFile> read(String name) {
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    var library = LIBRARIES.get(name);
    try (var in = PageRoutes.class.getResourceAsStream(library == null ? "/web" + name : library)) {
      if (in == null) {
        return Optional.empty();
      }
      var bytes = in.readAllBytes();
      var file = StoredFile.of(type, bytes, library != null);
      files.put(name, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse answer(HttpRequest request, StoredFile file) {
    return form(request, file)
        .addHeader(RawHeader.create("Content-Security-Policy", CONTENT_SECURITY_POLICY))
        .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"));
  }

  private static HttpResponse form(HttpRequest request, StoredFile file) {
    var packed = file.packed();
    if (packed == null) {
      return Answers.tagged(request, file.type(), file.bytes(), file.etag(), Answers.REVALIDATE);
    }
    var keep =
        Query.of(request).text("v").filter(file.version()::equals).isPresent()
            ? FOR_A_YEAR
            : Answers.REVALIDATE;
    var vary = RawHeader.create("Vary", "Accept-Encoding");
    if (!takesGzip(request)) {
      return Answers.tagged(request, file.type(), file.bytes(), file.etag(), keep).addHeader(vary);
    }
    var etag = "\"" + file.version() + "-gzip\"";
    return Answers.tagged(request, file.type(), packed, etag, keep)
        .addHeader(ContentEncoding.create(HttpEncodings.GZIP))
        .addHeader(vary);
  }

  private static boolean takesGzip(HttpRequest request) {
    return request
        .getHeader("Accept-Encoding")
        .map(it -> it.value().contains("gzip") && !it.value().contains("gzip;q=0"))
        .orElse(false);
  }

  /**
   * A file as it is served; kept, since the class path does not change.
   *
   * @param packed the same by gzip, where that is worth it
   */
  private record StoredFile(
      ContentType type, ByteString bytes, @Nullable ByteString packed, String etag) {
    static StoredFile of(ContentType type, byte[] bytes, boolean pack) throws IOException {
      return new StoredFile(
          type, ByteString.fromArray(bytes), pack ? gzip(bytes) : null, Answers.etag(bytes));
    }

    String version() {
      return etag.substring(1, etag.length() - 1);
    }

    private static ByteString gzip(byte[] bytes) throws IOException {
      var packed = new ByteArrayOutputStream();
      try (var out = new GZIPOutputStream(packed)) {
        out.write(bytes);
      }
      return ByteString.fromArray(packed.toByteArray());
    }
  }
}
