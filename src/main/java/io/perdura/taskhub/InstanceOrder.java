package io.perdura.taskhub;

/**
 * The order of a listing. Instances with the same time stand in the order of their keys.
 *
 * @param by what is compared
 * @param descending whether the greatest or latest comes first
 */
public record InstanceOrder(By by, boolean descending) {

  /** What a listing is ordered by. */
  public enum By {
    INSTANCE_ID,
    CREATED_TIME,
    /**
     * An instance that changes moves to the newest end. A listing whose pages are read meanwhile
     * shows it where it stood or not at all, but not twice: oldest first, the listing ends with
     * what was newest when its first page was read.
     */
    LAST_UPDATED_TIME
  }

  /** By instance id, ascending. */
  public static final InstanceOrder DEFAULT = new InstanceOrder(By.INSTANCE_ID, false);
}
