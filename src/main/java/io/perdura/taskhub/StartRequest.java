package io.perdura.taskhub;

/**
 * A checked request to start an instance.
 *
 * @param instanceId given or generated
 * @param generatedId whether the id was generated, so that no instance can have it yet
 * @param name orchestrator name as the caller wrote it
 * @param input JSON text or null
 */
public record StartRequest(String instanceId, boolean generatedId, String name, String input) {}
