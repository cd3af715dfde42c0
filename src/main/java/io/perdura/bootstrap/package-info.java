/** Starts and stops everything in a servlet container: the wiring, and no rule. */
package io.perdura.bootstrap;
