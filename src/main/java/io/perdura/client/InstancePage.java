package io.perdura.client;

import io.perdura.taskhub.PagePosition;
import java.util.List;

/**
 * A page of a listing. It may hold fewer instances than asked for while more follow, but not none.
 *
 * @param next where the next page begins, or null on the last page
 */
public record InstancePage(List<OrchestrationMetadata> instances, PagePosition next) {}
