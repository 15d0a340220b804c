/**
 * Conflicts that ended a request of a reactive server.
 */
@NullMarked
package dev.monitor.database.reactive;

import org.jspecify.annotations.NullMarked;
