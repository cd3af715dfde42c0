/**
 * What clients and dispatchers both say about a task hub: values, rules, the exceptions callers act
 * on, and the interfaces through which the two sides meet. No I/O.
 */
package io.perdura.taskhub;
