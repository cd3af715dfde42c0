package io.perdura.dao;

import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PagePosition;
import java.util.List;

/**
 * A page of a listing.
 *
 * @param next where the next page begins, or null on the last page
 */
public record InstanceRows(List<InstanceRow> rows, PagePosition next) {}
