/**
 * Auto-configuration of the dashboard.
 */
@NullMarked
package dev.monitor.dashboard.autoconfigure;

import org.jspecify.annotations.NullMarked;
