/**
 * Auto-configuration of health.
 */
@NullMarked
package dev.monitor.health.autoconfigure;

import org.jspecify.annotations.NullMarked;
