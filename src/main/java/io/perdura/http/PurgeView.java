package io.perdura.http;

/** How many instances a purge deleted. */
record PurgeView(long instancesDeleted) {}
