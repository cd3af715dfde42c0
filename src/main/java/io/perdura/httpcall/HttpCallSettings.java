package io.perdura.httpcall;

import java.time.Duration;

/**
 * What HTTP calls of orchestrators may do.
 *
 * @param allowPrivateAddresses whether servers on this machine or in private networks may be called
 * @param timeout of one exchange; that of a request counts when it is shorter
 * @param pollInterval between polls when a 202 does not say when to ask
 * @param maxResponseBytes longest response body
 */
public record HttpCallSettings(
    AllowedHosts allowedHosts,
    boolean allowPrivateAddresses,
    Duration timeout,
    Duration pollInterval,
    int maxResponseBytes) {}
