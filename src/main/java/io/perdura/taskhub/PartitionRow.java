package io.perdura.taskhub;

/**
 * Ownership of a partition.
 *
 * @param owner number of the owning node, or null
 * @param epoch rises with each change of owner; a commit made under an older one is refused
 */
public record PartitionRow(int id, Long owner, long epoch) {}
