package io.perdura.bootstrap;

import javax.sql.DataSource;

/**
 * A database that answers.
 *
 * @param transactions gives connections without auto-commit
 * @param reads gives connections with auto-commit
 * @param description what may be shown of its address
 */
record OpenDatabase(DataSource transactions, DataSource reads, String description) {}
