package io.perdura.client;

/**
 * A task hub of this application and the client that reaches it.
 *
 * @param taskHub name as configured
 * @param connection name of its database connection as configured
 */
public record TaskHubBinding(String taskHub, String connection, DurableClient client) {}
