/**
 * Data sources of HikariCP as dependencies.
 */
@NullMarked
package dev.monitor.dependency.hikari;

import org.jspecify.annotations.NullMarked;
