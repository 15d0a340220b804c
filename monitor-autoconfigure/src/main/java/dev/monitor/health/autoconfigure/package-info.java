/**
 * The door of the health feature.
 */
@NullMarked
package dev.monitor.health.autoconfigure;

import org.jspecify.annotations.NullMarked;
