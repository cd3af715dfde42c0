/** Functions made of methods, and an HTTP trigger; they reach the product in a JAR of their own. */
package io.perdura.testing.methods;
