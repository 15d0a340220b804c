/**
 * Auto-configuration of paths and callers, which belong to no single feature.
 */
@NullMarked
package dev.monitor.http.autoconfigure;

import org.jspecify.annotations.NullMarked;
