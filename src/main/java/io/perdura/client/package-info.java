/** {@code DurableClient}: what applications and the HTTP API do to instances of a task hub. */
package io.perdura.client;
