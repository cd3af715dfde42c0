package io.perdura.client;

import io.perdura.taskhub.PagePosition;
import java.util.List;

/**
 * A page of a listing. It may hold fewer instances than asked for, even none, while more follow.
 *
 * @param next where the next page begins, or null on the last page
 */
public record InstancePage(List<OrchestrationMetadata> instances, PagePosition next) {}
