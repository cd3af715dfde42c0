/** Does what the README tells newcomers, with the README's own text. */
package io.perdura.newcomer;
