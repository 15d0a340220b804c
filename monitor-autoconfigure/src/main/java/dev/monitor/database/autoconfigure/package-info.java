/**
 * Auto-configuration of the feature database.
 */
@NullMarked
package dev.monitor.database.autoconfigure;

import org.jspecify.annotations.NullMarked;
