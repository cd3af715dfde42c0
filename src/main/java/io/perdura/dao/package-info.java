/** One DAO per table with its SQL, the transaction runner, and the meaning of SQL errors. */
package io.perdura.dao;
