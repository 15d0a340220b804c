/**
 * Auto-configuration of dependencies.
 */
@NullMarked
package dev.monitor.dependency.autoconfigure;

import org.jspecify.annotations.NullMarked;
