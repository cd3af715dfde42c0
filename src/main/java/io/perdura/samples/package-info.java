/**
 * Sample functions, written as any author would write them, and the HTTP triggers of the async HTTP
 * API sample.
 */
package io.perdura.samples;
