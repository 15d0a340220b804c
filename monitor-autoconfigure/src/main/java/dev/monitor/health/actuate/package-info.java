/**
 * Gates in Boot's health endpoint and readiness group, and Boot's availability as gates.
 */
@NullMarked
package dev.monitor.health.actuate;

import org.jspecify.annotations.NullMarked;
