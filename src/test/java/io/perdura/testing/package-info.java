/** Real servers for tests: a MariaDB, the WAR in a Jetty of its own process, and an HTTP client. */
package io.perdura.testing;
