package io.perdura.http;

import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.PagePosition;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Where a listing goes on, as an opaque text for the client to send back. It holds the position,
 * signed together with the query, so that it is good for this very listing only.
 */
final class PageToken {

  private static final int SIGNATURE_BYTES = 16;
  private static final String TIME = "(-?\\d{1,12})\\.(\\d{1,9})";
  private static final Pattern PLACE =
      Pattern.compile("t:" + TIME + ":(\\d{1,19})(?::" + TIME + ")?");
  private static final String ID = "i:";

  private final SecretKey secret;
  private final String query;

  /**
   * @param query what the listing is of; no two listings have the same
   */
  PageToken(SecretKey secret, String query) {
    this.secret = secret;
    this.query = query;
  }

  /** The token that continues behind {@code position}. */
  String write(PagePosition position) {
    byte[] place = text(position).getBytes(StandardCharsets.UTF_8);
    byte[] token = new byte[SIGNATURE_BYTES + place.length];
    System.arraycopy(signature(place), 0, token, 0, SIGNATURE_BYTES);
    System.arraycopy(place, 0, token, SIGNATURE_BYTES, place.length);
    return encode(token);
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
    byte[] place = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
    if (!MessageDigest.isEqual(Arrays.copyOf(bytes, SIGNATURE_BYTES), signature(place))) {
      throw invalid();
    }
    return position(new String(place, StandardCharsets.UTF_8));
  }

  /** Only what {@link #encode} writes, which is one of several texts that mean the same. */
  private static byte[] decode(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length >= SIGNATURE_BYTES && encode(bytes).equals(token)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static String encode(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static String text(PagePosition position) {
    if (position instanceof PagePosition.ByTime at) {
      String place = "t:%s:%d".formatted(text(at.time()), at.key());
      return at.latest() == null ? place : place + ":" + text(at.latest());
    }
    return ID + ((PagePosition.ById) position).instanceId();
  }

  private static String text(Instant time) {
    return time.getEpochSecond() + "." + time.getNano();
  }

  /** Reads what was found to be our own writing. */
  private static PagePosition position(String place) {
    if (place.startsWith(ID)) {
      return new PagePosition.ById(place.substring(ID.length()));
    }
    Matcher at = PLACE.matcher(place);
    if (!at.matches()) {
      throw invalid();
    }
    PagePosition.ByTime position =
        new PagePosition.ByTime(time(at.group(1), at.group(2)), Long.parseLong(at.group(3)));
    return at.group(4) == null ? position : position.upTo(time(at.group(4), at.group(5)));
  }

  private static Instant time(String seconds, String nanos) {
    return Instant.ofEpochSecond(Long.parseLong(seconds), Long.parseLong(nanos));
  }

  private byte[] signature(byte[] place) {
    try {
      Mac mac = Mac.getInstance(PageTokens.ALGORITHM);
      mac.init(secret);
      mac.update((query + "|").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(place), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + PageTokens.ALGORITHM, e);
    }
  }

  private static InvalidRequestException invalid() {
    return new InvalidRequestException(
        "The continuation token is not valid",
        "The header x-ms-continuation-token must hold a token of an earlier page of the same"
            + " query.");
  }
}
