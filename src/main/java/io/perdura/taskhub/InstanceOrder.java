package io.perdura.taskhub;

/** The order of a listing. Instances with the same time stand in the order of their keys. */
public record InstanceOrder(By by, boolean descending) {

  /** What a listing is ordered by. */
  public enum By {
    INSTANCE_ID,
    CREATED_TIME,
    /** An instance that changes meanwhile moves, so a listing may show it twice or not at all. */
    LAST_UPDATED_TIME
  }

  /** By instance id, ascending. */
  public static final InstanceOrder DEFAULT = new InstanceOrder(By.INSTANCE_ID, false);
}
