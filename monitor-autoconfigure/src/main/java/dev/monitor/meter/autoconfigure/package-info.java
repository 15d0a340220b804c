/**
 * Auto-configuration of what all meters have in common.
 */
@NullMarked
package dev.monitor.meter.autoconfigure;

import org.jspecify.annotations.NullMarked;
