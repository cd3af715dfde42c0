/**
 * The built-in activity that makes orchestrators' HTTP requests, and the rules on whom it calls.
 */
package io.perdura.httpcall;
