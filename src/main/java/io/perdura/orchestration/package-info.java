/**
 * The author's API: orchestrations, activities, their contexts, tasks and failures. Names and
 * signatures mirror the Durable Task SDK for Java, so that code written for it ports by changing
 * its imports.
 */
package io.perdura.orchestration;
