/**
 * Sample functions, written as any author would write them, and the HTTP triggers of some of them.
 */
package io.perdura.samples;
