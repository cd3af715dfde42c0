package io.perdura.http;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.PagePosition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a listing goes on, as an opaque text for the client to send back. It holds the position and
 * a digest over it and the query, so that it is good for this very listing only.
 */
final class PageToken {

  private static final int DIGEST_BYTES = 12;
  private static final Pattern TIME = Pattern.compile("t:(\\d{1,10}):(\\d{1,9}):(\\d{1,19})");
  private static final String ID = "i:";

  private final String query;

  private PageToken(String query) {
    this.query = query;
  }

  /** Tokens for a listing of a hub's instances. */
  static PageToken ofInstances(String hub, InstanceFilter filter, InstanceOrder order) {
    return new PageToken(
        "%s|%s|%s|%s|%s|%s|%s|%s"
            .formatted(
                hub,
                filter.createdTimeFrom(),
                filter.createdTimeTo(),
                new TreeSet<>(filter.statuses()),
                filter.idPrefixes(),
                filter.name() == null ? null : filter.name().toLowerCase(Locale.ROOT),
                order.by(),
                order.descending()));
  }

  /**
   * Tokens for a listing of a hub's entities.
   *
   * @param name of the entities, or null for all
   */
  static PageToken ofEntities(String hub, String name) {
    return new PageToken(
        "%s|entities|%s".formatted(hub, name == null ? null : name.toLowerCase(Locale.ROOT)));
  }

  /** The token that continues behind {@code position}. */
  String write(PagePosition position) {
    String place = text(position);
    byte[] placeBytes = place.getBytes(StandardCharsets.UTF_8);
    byte[] token = new byte[DIGEST_BYTES + placeBytes.length];
    System.arraycopy(digest(place), 0, token, 0, DIGEST_BYTES);
    System.arraycopy(placeBytes, 0, token, DIGEST_BYTES, placeBytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The position that the listing continues behind.
   *
   * @return null for the first page, which a missing or blank token asks for
   * @throws InvalidRequestException when the token is not one of ours for this query
   */
  PagePosition read(String token) {
    if (token == null || token.isBlank()) {
      return null;
    }
    byte[] bytes = decode(token.strip());
    if (bytes.length <= DIGEST_BYTES) {
      throw invalid();
    }
    String place =
        new String(bytes, DIGEST_BYTES, bytes.length - DIGEST_BYTES, StandardCharsets.UTF_8);
    // what we did not write ourselves is not worth reading
    PagePosition position = position(place);
    if (!write(position).equals(token.strip())) {
      throw invalid();
    }
    return position;
  }

  private static byte[] decode(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static String text(PagePosition position) {
    if (position instanceof PagePosition.ByTime at) {
      return "t:%d:%d:%d".formatted(at.time().getEpochSecond(), at.time().getNano(), at.key());
    }
    return ID + ((PagePosition.ById) position).instanceId();
  }

  private static PagePosition position(String place) {
    if (place.startsWith(ID)) {
      return new PagePosition.ById(place.substring(ID.length()));
    }
    Matcher time = TIME.matcher(place);
    if (!time.matches()) {
      throw invalid();
    }
    try {
      return new PagePosition.ByTime(
          Instant.ofEpochSecond(Long.parseLong(time.group(1)), Long.parseLong(time.group(2))),
          Long.parseLong(time.group(3)));
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private byte[] digest(String place) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return sha.digest((query + "|" + place).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static InvalidRequestException invalid() {
    return new InvalidRequestException(
        "The continuation token is not valid",
        "The header x-ms-continuation-token must hold a token of an earlier page of the same"
            + " query.");
  }
}
