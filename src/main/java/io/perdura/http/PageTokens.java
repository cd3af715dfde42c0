package io.perdura.http;

import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Makes the page tokens of each listing. */
public final class PageTokens {

  static final String ALGORITHM = "HmacSHA256";

  private final SecretKey secret;

  /**
   * @param secret signs the tokens; the same in all processes that answer for a hub, and always, or
   *     the tokens of one are refused by another
   */
  public PageTokens(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Tokens for a listing of a hub's instances. */
  PageToken ofInstances(String hub, InstanceFilter filter, InstanceOrder order) {
    return new PageToken(
        secret,
        "%s|%s|%s|%s|%s|%s|%s|%s"
            .formatted(
                hub,
                filter.createdTimeFrom(),
                filter.createdTimeTo(),
                new TreeSet<>(filter.statuses()),
                filter.idPrefixes().stream().map(PercentCoding::encode).toList(),
                nameInAnyCase(filter.name()),
                order.by(),
                order.descending()));
  }

  /**
   * Tokens for a listing of a hub's entities.
   *
   * @param name of the entities, or null for all
   * @param from of the time of their last operation, or null
   * @param to of that time, or null
   */
  PageToken ofEntities(String hub, String name, Instant from, Instant to) {
    return new PageToken(
        secret, "%s|entities|%s|%s|%s".formatted(hub, nameInAnyCase(name), from, to));
  }

  /** Names are never blank, and encoded ones cannot be taken for what follows them. */
  private static String nameInAnyCase(String name) {
    return name == null ? "" : PercentCoding.encode(name.toLowerCase(Locale.ROOT));
  }
}
