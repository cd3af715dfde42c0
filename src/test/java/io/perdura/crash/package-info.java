/** Tests that kill real processes and look at what is left. */
package io.perdura.crash;
