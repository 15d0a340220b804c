/**
 * Background work as part of an application context.
 */
@NullMarked
package dev.monitor.task.lifecycle;

import org.jspecify.annotations.NullMarked;
