package io.perdura.dao;

import io.perdura.taskhub.EntityRow;
import java.util.List;

/**
 * A page of a listing.
 *
 * @param continueAfter the id behind which the next page begins, or null on the last page
 */
public record EntityRows(List<EntityRow> rows, String continueAfter) {}
