/** Functions that only tests use; they reach the product in a JAR of their own. */
package io.perdura.testing.functions;
