/**
 * Conflicts that ended a transaction.
 */
@NullMarked
package dev.monitor.database.transaction;

import org.jspecify.annotations.NullMarked;
