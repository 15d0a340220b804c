/**
 * Auto-configuration of logging.
 */
@NullMarked
package dev.monitor.logging.autoconfigure;

import org.jspecify.annotations.NullMarked;
