/**
 * Makes instances go: partitions and who owns them, turns and their group commit, activities,
 * timers and messages from other nodes.
 */
package io.perdura.dispatcher;
