/**
 * Databases seen from the application: what it does with them and how they stand.
 */
@NullMarked
package dev.monitor.database;

import org.jspecify.annotations.NullMarked;
