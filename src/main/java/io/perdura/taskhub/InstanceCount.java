package io.perdura.taskhub;

/**
 * How many instances a filter matches.
 *
 * @param count at least so many; exactly so many when not capped
 * @param capped whether counting stopped before its end
 */
public record InstanceCount(long count, boolean capped) {}
