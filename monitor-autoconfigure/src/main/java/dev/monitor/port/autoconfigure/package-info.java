/**
 * Auto-configuration of the monitor port.
 */
@NullMarked
package dev.monitor.port.autoconfigure;

import org.jspecify.annotations.NullMarked;
