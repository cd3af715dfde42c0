/**
 * What the functions of {@code testing.methods} need; it reaches the product in a JAR of its own.
 */
package io.perdura.testing.library;
