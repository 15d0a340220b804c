/**
 * Auto-configuration of paths that belong to no single feature.
 */
@NullMarked
package dev.monitor.http.autoconfigure;

import org.jspecify.annotations.NullMarked;
