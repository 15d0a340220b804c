/**
 * What is wrong with a database, asked when somebody wants to know.
 */
@NullMarked
package dev.monitor.database.diagnosis;

import org.jspecify.annotations.NullMarked;
