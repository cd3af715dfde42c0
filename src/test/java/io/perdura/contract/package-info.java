/**
 * Black-box tests of the HTTP API against the packaged WAR, one class per topic of the contract.
 */
package io.perdura.contract;
