/**
 * Data sources as dependencies.
 */
@NullMarked
package dev.monitor.dependency.jdbc;

import org.jspecify.annotations.NullMarked;
