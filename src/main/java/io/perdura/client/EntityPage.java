package io.perdura.client;

import java.util.List;

/**
 * A page of entities, in order of their ids.
 *
 * @param continueAfter text of the id to continue after, or null on the last page
 */
public record EntityPage(List<EntityMetadata> entities, String continueAfter) {}
