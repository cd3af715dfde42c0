/** What happened to an instance: one record per kind of event, and their JSON form. */
package io.perdura.history;
