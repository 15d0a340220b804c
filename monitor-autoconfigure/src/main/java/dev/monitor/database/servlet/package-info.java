/**
 * Conflicts that ended a request.
 */
@NullMarked
package dev.monitor.database.servlet;

import org.jspecify.annotations.NullMarked;
