package io.perdura.taskhub;

/**
 * A running process.
 *
 * @param number never used again
 * @param beat rises while the process lives
 */
public record NodeRow(long number, String name, long beat) {}
