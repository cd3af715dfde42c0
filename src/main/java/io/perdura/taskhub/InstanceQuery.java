package io.perdura.taskhub;

/**
 * A page of a listing.
 *
 * @param after where the previous page ended, or null for the first page; of the kind that {@code
 *     order} has
 * @param pageSize at least 1
 */
public record InstanceQuery(
    InstanceFilter filter, InstanceOrder order, PagePosition after, int pageSize) {

  /** The page of the same listing that follows {@code position}. */
  public InstanceQuery continuedBehind(PagePosition position) {
    return new InstanceQuery(filter, order, position, pageSize);
  }
}
