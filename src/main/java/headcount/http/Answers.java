package headcount.http;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** Builds responses; each carries its {@code Cache-Control}. */
final class Answers {
  /** Nobody may keep it. */
  static final String NO_STORE = "no-store";

  /** May be kept, and is asked about each time: cheap where an ETag answers 304. */
  static final String REVALIDATE = "no-cache";

  private Answers() {}

  /** A JSON body that nobody keeps. */
  static HttpResponse json(int status, Object body) {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(body)))
        .addHeader(cacheControl(NO_STORE));
  }

  /** A JSON body with an ETag, or 304 where the client has it already. */
  static HttpResponse cachedJson(HttpRequest request, Object body, String cacheControl) {
    return jsonBytes(request, Json.bytes(body), cacheControl);
  }

  /** Likewise of JSON that is written already. */
  static HttpResponse jsonBytes(HttpRequest request, byte[] bytes, String cacheControl) {
    return tagged(
        request,
        ContentTypes.APPLICATION_JSON,
        ByteString.fromArray(bytes),
        etag(bytes),
        cacheControl);
  }

  /** These bytes under this ETag, or 304 where the client has them already. */
  static HttpResponse tagged(
      HttpRequest request, ContentType type, ByteString bytes, String etag, String cacheControl) {
    if (has(request, etag)) {
      return notModified(etag, cacheControl);
    }
    return HttpResponse.create()
        .withEntity(HttpEntities.create(type, bytes))
        .addHeader(cacheControl(cacheControl))
        .addHeader(RawHeader.create("ETag", etag));
  }

  static HttpResponse notModified(String etag, String cacheControl) {
    return HttpResponse.create()
        .withStatus(StatusCodes.NOT_MODIFIED)
        .addHeader(cacheControl(cacheControl))
        .addHeader(RawHeader.create("ETag", etag));
  }

  /** The answer to a refused request. */
  static HttpResponse refused(Refusal refusal) {
    var response = json(refusal.status(), refusal.body());
    var retryAfter = refusal.retryAfter();
    if (retryAfter != null) {
      response = response.addHeader(RawHeader.create("Retry-After", "" + retryAfter.toSeconds()));
    }
    return refusal.status() == 401
        ? response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"))
        : response;
  }

  /** A strong tag of the content: the same bytes have the same tag on every node. */
  static String etag(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + new BigInteger(1, Arrays.copyOf(digest, 12)).toString(36) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether the client says that it holds this version. */
  static boolean has(HttpRequest request, String etag) {
    return request
        .getHeader("If-None-Match")
        .map(HttpHeader::value)
        .map(
            held ->
                held.equals("*") || Arrays.stream(held.split(",")).anyMatch(it -> same(it, etag)))
        .orElse(false);
  }

  private static boolean same(String held, String etag) {
    var tag = held.strip();
    return (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag);
  }

  static HttpHeader cacheControl(String value) {
    return RawHeader.create("Cache-Control", value);
  }
}
