package io.perdura.testing.tinywar.extra;

import io.perdura.testing.tinywar.Marked;

/** Reaches the web application in a JAR of its own. */
@Marked
public final class MarkedInExtraJar {}
