/**
 * The HTTP API of Durable Functions as Jersey resources, for both versions of its base path. Paths
 * are made canonical before they are matched, so that resources look like any other.
 */
package io.perdura.http;
