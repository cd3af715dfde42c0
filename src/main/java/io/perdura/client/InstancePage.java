package io.perdura.client;

import java.util.List;

/**
 * A page of instances, in order of their ids.
 *
 * @param continueAfter id to continue after, or null on the last page
 */
public record InstancePage(List<OrchestrationMetadata> instances, String continueAfter) {}
