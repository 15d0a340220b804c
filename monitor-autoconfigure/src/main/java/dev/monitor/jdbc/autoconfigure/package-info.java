/**
 * The door through which data sources get their proxy.
 */
@NullMarked
package dev.monitor.jdbc.autoconfigure;

import org.jspecify.annotations.NullMarked;
